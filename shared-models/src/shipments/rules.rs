//! The parcels of an order, and the status of an order by its parcels.

use std::collections::BTreeSet;

use super::ShipmentStatus;
use crate::inventory::{Allocation, WarehouseId};
use crate::orders::OrderStatus;

/// One parcel for each warehouse that gives something, in the order of their ids.
pub fn parcels(allocations: &[Allocation]) -> Vec<WarehouseId> {
    allocations.iter().map(|allocation| allocation.warehouse_id).collect::<BTreeSet<_>>().into_iter().collect()
}

/// The status of an order by its parcels: shipped once one has left, delivered once all have arrived. `None` while none
/// has left. Cancelled parcels do not count.
pub fn order_status(parcels: &[ShipmentStatus]) -> Option<OrderStatus> {
    let counting = || parcels.iter().filter(|status| **status != ShipmentStatus::Cancelled);
    let arrived = |status: &&ShipmentStatus| matches!(status, ShipmentStatus::Delivered | ShipmentStatus::Returned);
    if counting().next().is_some() && counting().all(|status| arrived(&status)) {
        Some(OrderStatus::Delivered)
    } else if counting().any(|status| *status != ShipmentStatus::Preparing) {
        Some(OrderStatus::Shipped)
    } else {
        None
    }
}
