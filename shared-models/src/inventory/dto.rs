//! Requests and views of stock.

use chrono::{DateTime, Utc};
use garde::Validate;
use serde::{Deserialize, Serialize};

use super::{ReservationStatus, WarehouseId};
use crate::catalog::ProductId;
use crate::customers::{COUNTRY, COUNTRY_LENGTH};
use crate::kernel::text::{NAME_MAX, NAME_MIN, NOT_BLANK, SKU};
use crate::kernel::{Page, Problem};
use crate::orders::{LINES_MAX, OrderId, QUANTITY_MAX};

/// Longest code of a warehouse, in characters.
pub const WAREHOUSE_CODE_MAX: usize = 16;
/// Most of one product in one warehouse.
pub const ON_HAND_MAX: u32 = 10_000_000;

/// Creates a warehouse.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema))]
pub struct CreateWarehouse {
    /// Short, written like a SKU; unique.
    #[garde(length(chars, min = 2, max = WAREHOUSE_CODE_MAX), pattern(SKU))]
    pub code: String,
    /// For people who work with stock.
    #[garde(length(chars, min = NAME_MIN, max = NAME_MAX), pattern(NOT_BLANK))]
    pub name: String,
    /// ISO 3166-1 alpha-2 code of where it stands.
    #[garde(length(chars, equal = COUNTRY_LENGTH), pattern(COUNTRY))]
    pub country: String,
}

/// A place that holds stock.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema))]
pub struct WarehouseView {
    /// Assigned on creation (UUIDv7).
    pub id: WarehouseId,
    /// Short, written like a SKU; unique.
    pub code: String,
    /// For people who work with stock.
    pub name: String,
    /// ISO 3166-1 alpha-2 code of where it stands.
    pub country: String,
    /// UTC; set once.
    pub created_at: DateTime<Utc>,
}

/// Sets how many of a product are in a warehouse.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema))]
pub struct SetStock {
    /// Pieces counted, reserved ones included; never fewer than are reserved.
    #[garde(range(max = ON_HAND_MAX))]
    pub on_hand: u32,
}

/// The stock of a product in one warehouse.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema))]
pub struct StockLevelView {
    /// At most one level for each warehouse.
    pub warehouse_id: WarehouseId,
    /// Pieces in the warehouse, reserved ones included.
    pub on_hand: u32,
    /// Pieces promised to orders; at most `on_hand`.
    pub reserved: u32,
    /// `on_hand` less `reserved`.
    pub available: u32,
    /// UTC; moves when `on_hand` or `reserved` changes.
    pub updated_at: DateTime<Utc>,
}

/// The stock of a product, warehouse by warehouse.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema))]
pub struct StockView {
    /// An id of the catalog.
    pub product_id: ProductId,
    /// One for each warehouse that has or had it.
    pub levels: Vec<StockLevelView>,
    /// Pieces that can still be promised, over all warehouses.
    pub available: u32,
}

/// Reserves stock for an order: all lines or none. The order's id stands in the path.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema))]
pub struct ReserveStock {
    /// All are reserved, or none.
    #[garde(length(min = 1, max = LINES_MAX), dive)]
    pub lines: Vec<ReserveLine>,
}

/// A product and how many of it an order needs.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema))]
pub struct ReserveLine {
    /// May be named by several lines, which add up.
    #[garde(skip)]
    pub product_id: ProductId,
    /// Pieces.
    #[garde(range(min = 1, max = QUANTITY_MAX))]
    pub quantity: u32,
}

/// The stock promised to an order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema))]
pub struct ReservationView {
    /// Also the id of the reservation.
    pub order_id: OrderId,
    /// Held until the order is cancelled or its parcels leave.
    pub status: ReservationStatus,
    /// One for each product and warehouse that gives it.
    pub lines: Vec<ReservedLine>,
    /// UTC; set once.
    pub created_at: DateTime<Utc>,
    /// UTC; moves with every change.
    pub updated_at: DateTime<Utc>,
}

/// How many of a product one warehouse gives to an order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema))]
pub struct ReservedLine {
    /// One product may come from several warehouses, in a line each.
    pub product_id: ProductId,
    /// Where the pieces lie.
    pub warehouse_id: WarehouseId,
    /// Pieces, at least 1.
    pub quantity: u32,
}

/// A product of which there is not enough.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema))]
pub struct ShortLine {
    /// Listed once, however many lines of the order name it.
    pub product_id: ProductId,
    /// Pieces, over all lines of the order.
    pub requested: u32,
    /// Pieces that could be promised, over all warehouses.
    pub available: u32,
}

/// The problem `out-of-stock`: what is short is an extension member of the problem document (RFC 9457, section 3.2).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema))]
pub struct OutOfStock {
    /// The members that every problem has.
    #[serde(flatten)]
    pub problem: Problem,
    /// Sorted by product; products of which there is enough are not listed.
    pub short: Vec<ShortLine>,
}

/// A page of warehouses.
pub type WarehousePage = Page<WarehouseView>;
