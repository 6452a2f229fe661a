//! Ids and states of stock.

use crate::kernel::{Id, StateMachine, text_enum};

/// Labels the ids of warehouses.
pub enum Warehouse {}

/// The id of a warehouse.
pub type WarehouseId = Id<Warehouse>;

text_enum! {
    /// What became of the stock promised to an order. There is one reservation for an order, and the order's id is its id.
    pub enum ReservationStatus {
        /// The stock is set aside.
        Held = "held",
        /// The stock is free again; the order was called off.
        Released = "released",
        /// The stock has left the warehouse.
        Fulfilled = "fulfilled",
    }
}

impl StateMachine for ReservationStatus {
    const TRANSITIONS: &'static [(Self, Self)] = &[(Self::Held, Self::Released), (Self::Held, Self::Fulfilled)];
}
