//! Facts about parcels.

use serde::{Deserialize, Serialize};

use super::ShipmentId;
use crate::orders::OrderId;

/// A parcel was handed to a carrier.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema))]
pub struct ShipmentDispatched {
    /// The parcel.
    pub shipment_id: ShipmentId,
    /// The order.
    pub order_id: OrderId,
    /// The carrier.
    pub carrier: String,
    /// What the customer follows it by.
    pub tracking_code: String,
}

/// A parcel reached the customer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema))]
pub struct ShipmentDelivered {
    /// The parcel.
    pub shipment_id: ShipmentId,
    /// The order.
    pub order_id: OrderId,
}
