//! Ids and states of stock.

use crate::kernel::{StateMachine, ids, text_enum};

ids! {
    Warehouse => WarehouseId,
}

text_enum! {
    /// The outcome of a reservation. An order has one, under the order's id.
    pub enum ReservationStatus {
        /// The stock is promised to the order.
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
