//! Requests and views of parcels.

use chrono::{DateTime, Utc};
use garde::Validate;
use serde::{Deserialize, Serialize};

use super::{ShipmentId, ShipmentStatus};
use crate::inventory::WarehouseId;
use crate::kernel::text::{NAME_MAX, NAME_MIN, NOT_BLANK};
use crate::kernel::{Page, list_query};
use crate::orders::OrderId;

/// Longest tracking code, in characters: as the carriers in use print it.
pub const TRACKING_CODE_MAX: usize = 40;

/// Hands a parcel to a carrier.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema))]
pub struct DispatchShipment {
    /// The name of the company that takes it.
    #[garde(length(chars, min = NAME_MIN, max = NAME_MAX), pattern(NOT_BLANK))]
    pub carrier: String,
    /// The carrier's number, with which the customer follows the parcel.
    #[garde(length(chars, min = 1, max = TRACKING_CODE_MAX), pattern(NOT_BLANK))]
    pub tracking_code: String,
}

list_query! {
    /// Which parcels to list: a query string. Since 1.7.0.
    pub struct ListShipments {
        /// Only parcels of this order.
        #[garde(skip)]
        pub order_id: Option<OrderId>,
    }
}

/// A parcel: what one warehouse sends for an order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema))]
pub struct ShipmentView {
    /// Assigned on creation (UUIDv7).
    pub id: ShipmentId,
    /// An order has one parcel for each warehouse that gives something.
    pub order_id: OrderId,
    /// The warehouse that packs it.
    pub warehouse_id: WarehouseId,
    /// Decides, with the order's other parcels, the status of the order.
    pub status: ShipmentStatus,
    /// The name of the company that takes it; absent until it leaves.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub carrier: Option<String>,
    /// The carrier's number; absent until it leaves.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tracking_code: Option<String>,
    /// UTC; when it was planned.
    pub created_at: DateTime<Utc>,
    /// UTC; moves with every change.
    pub updated_at: DateTime<Utc>,
}

/// A page of parcels. Since 1.7.0.
pub type ShipmentPage = Page<ShipmentView>;
