//! Ids and states of stock.

use crate::kernel::{ids, states};

ids! { Warehouse => WarehouseId }

states! {
    /// The outcome of a reservation. An order has one, under the order's id.
    pub enum ReservationStatus {
        /// The stock is promised to the order.
        Held = "held" => [Released, Fulfilled],
        /// The stock is free again; the order was called off.
        Released = "released" => [],
        /// The stock has left the warehouse.
        Fulfilled = "fulfilled" => [],
    }
}
