//! Ids and states of parcels.

use crate::kernel::{Id, StateMachine, text_enum};

/// Labels the ids of shipments.
pub enum Shipment {}

/// The id of a shipment.
pub type ShipmentId = Id<Shipment>;

text_enum! {
    /// How far a parcel has come.
    pub enum ShipmentStatus {
        /// Being packed.
        Preparing = "preparing",
        /// With the carrier.
        Dispatched = "dispatched",
        /// With the customer.
        Delivered = "delivered",
        /// Back in the warehouse.
        Returned = "returned",
        /// Called off before it left.
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
