//! Ids and states of parcels.

use crate::kernel::{StateMachine, ids, text_enum};

ids! {
    Shipment => ShipmentId,
}

text_enum! {
    /// The progress of a parcel.
    pub enum ShipmentStatus {
        /// Being packed in the warehouse.
        Preparing = "preparing",
        /// With the carrier.
        Dispatched = "dispatched",
        /// With the customer.
        Delivered = "delivered",
        /// Back in the warehouse.
        Returned = "returned",
        /// Cancelled before it left.
        Cancelled = "cancelled",
    }
}

impl StateMachine for ShipmentStatus {
    const TRANSITIONS: &'static [(Self, Self)] = &[
        (Self::Preparing, Self::Dispatched),
        (Self::Preparing, Self::Cancelled),
        (Self::Dispatched, Self::Delivered),
        (Self::Dispatched, Self::Returned),
        (Self::Delivered, Self::Returned),
    ];
}
