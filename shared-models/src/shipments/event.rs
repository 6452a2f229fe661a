//! Facts about parcels.

use serde::{Deserialize, Serialize};

use super::ShipmentId;
use crate::orders::OrderId;

/// A parcel was handed to a carrier.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema))]
pub struct ShipmentDispatched {
    /// One event for each parcel.
    pub shipment_id: ShipmentId,
    /// The order may have more parcels.
    pub order_id: OrderId,
    /// The name of the company that has it.
    pub carrier: String,
    /// The carrier's number, with which the customer follows the parcel.
    pub tracking_code: String,
}

/// A parcel reached the customer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema))]
pub struct ShipmentDelivered {
    /// One event for each parcel.
    pub shipment_id: ShipmentId,
    /// The order may have more parcels.
    pub order_id: OrderId,
    /// Parcels of the order that have not arrived; absent where an older release wrote it. Since 1.7.0.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outstanding: Option<u32>,
}
