//! Requests and views of parcels.

use chrono::{DateTime, Utc};
use garde::Validate;
use serde::{Deserialize, Serialize};

use super::{ShipmentId, ShipmentStatus};
use crate::inventory::WarehouseId;
use crate::kernel::{NOT_BLANK, Name};
use crate::orders::OrderId;

/// Longest tracking code, in characters: what the carriers in use print.
pub const TRACKING_CODE_MAX: usize = 40;

/// Hands a parcel to a carrier.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema))]
pub struct DispatchShipment {
    /// The carrier.
    #[garde(length(chars, min = Name::MIN, max = Name::MAX), pattern(NOT_BLANK))]
    pub carrier: String,
    /// What the customer follows it by.
    #[garde(length(chars, min = 1, max = TRACKING_CODE_MAX), pattern(NOT_BLANK))]
    pub tracking_code: String,
}

/// A parcel.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema))]
pub struct ShipmentView {
    /// The shipment's id.
    pub id: ShipmentId,
    /// The order it is part of.
    pub order_id: OrderId,
    /// The warehouse it leaves from.
    pub warehouse_id: WarehouseId,
    /// How far it has come.
    pub status: ShipmentStatus,
    /// The carrier, once it has left.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub carrier: Option<String>,
    /// What the customer follows it by, once it has left.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tracking_code: Option<String>,
    /// When it was planned.
    pub created_at: DateTime<Utc>,
    /// When it last changed.
    pub updated_at: DateTime<Utc>,
}
