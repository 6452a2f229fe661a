//! Ids and states of parcels.

use crate::kernel::{ids, states};

ids! { Shipment => ShipmentId }

states! {
    /// The progress of a parcel.
    pub enum ShipmentStatus {
        /// Being packed in the warehouse.
        Preparing = "preparing" => [Dispatched, Cancelled],
        /// With the carrier.
        Dispatched = "dispatched" => [Delivered, Returned],
        /// With the customer.
        Delivered = "delivered" => [Returned],
        /// Back in the warehouse.
        Returned = "returned" => [],
        /// Cancelled before it left.
        Cancelled = "cancelled" => [],
    }
}
