//! Requests and views of stock.

use chrono::{DateTime, Utc};
use garde::Validate;
use serde::{Deserialize, Serialize};

use super::{ReservationStatus, WarehouseId};
use crate::catalog::ProductId;
use crate::customers::{COUNTRY, COUNTRY_LENGTH};
use crate::kernel::{NOT_BLANK, Name, Page, Problem, SKU};
use crate::orders::{LINES_MAX, OrderId, QUANTITY_MAX};

/// Longest code of a warehouse, in characters.
pub const WAREHOUSE_CODE_MAX: usize = 16;
/// Most of one product in one warehouse.
pub const ON_HAND_MAX: u32 = 10_000_000;

/// Creates a warehouse.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema))]
pub struct CreateWarehouse {
    /// Its short code, written like a SKU; unique.
    #[garde(length(chars, min = 2, max = WAREHOUSE_CODE_MAX), pattern(SKU))]
    pub code: String,
    /// Its name.
    #[garde(length(chars, min = Name::MIN, max = Name::MAX), pattern(NOT_BLANK))]
    pub name: String,
    /// ISO 3166-1 alpha-2 code.
    #[garde(length(chars, equal = COUNTRY_LENGTH), pattern(COUNTRY))]
    pub country: String,
}

/// A warehouse.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema))]
pub struct WarehouseView {
    /// The warehouse's id.
    pub id: WarehouseId,
    /// Its short code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// ISO 3166-1 alpha-2 code.
    pub country: String,
    /// When it was created.
    pub created_at: DateTime<Utc>,
}

/// Says how many of a product lie in a warehouse.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema))]
pub struct SetStock {
    /// How many there are; never fewer than are reserved.
    #[garde(range(max = ON_HAND_MAX))]
    pub on_hand: u32,
}

/// How many of a product lie in a warehouse.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema))]
pub struct StockLevelView {
    /// The warehouse.
    pub warehouse_id: WarehouseId,
    /// How many lie there.
    pub on_hand: u32,
    /// How many of those are promised to orders.
    pub reserved: u32,
    /// How many can still be promised.
    pub available: u32,
    /// When one of them last changed.
    pub updated_at: DateTime<Utc>,
}

/// How many of a product there are, warehouse by warehouse.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema))]
pub struct StockView {
    /// The product.
    pub product_id: ProductId,
    /// Each warehouse that has or had it.
    pub levels: Vec<StockLevelView>,
    /// How many can still be promised, over all warehouses.
    pub available: u32,
}

/// Reserves stock for an order: all lines or none. The order's id stands in the path.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema))]
pub struct ReserveStock {
    /// What the order needs.
    #[garde(length(min = 1, max = LINES_MAX), dive)]
    pub lines: Vec<ReserveLine>,
}

/// What an order needs of one product.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema))]
pub struct ReserveLine {
    /// The product.
    #[garde(skip)]
    pub product_id: ProductId,
    /// How many.
    #[garde(range(min = 1, max = QUANTITY_MAX))]
    pub quantity: u32,
}

/// The stock promised to an order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema))]
pub struct ReservationView {
    /// The order, whose id is also the reservation's.
    pub order_id: OrderId,
    /// What became of it.
    pub status: ReservationStatus,
    /// Which warehouse gives what.
    pub lines: Vec<ReservedLine>,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// When it last changed.
    pub updated_at: DateTime<Utc>,
}

/// What a warehouse gives to an order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema))]
pub struct ReservedLine {
    /// The product.
    pub product_id: ProductId,
    /// The warehouse.
    pub warehouse_id: WarehouseId,
    /// How many.
    pub quantity: u32,
}

/// A product of which there is not enough.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema))]
pub struct ShortLine {
    /// The product.
    pub product_id: ProductId,
    /// How many the order needs.
    pub requested: u32,
    /// How many there are.
    pub available: u32,
}

/// The problem `out-of-stock`: what is short is an extension member of the problem document (RFC 9457, section 3.2).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema))]
pub struct OutOfStock {
    /// The members every problem has.
    #[serde(flatten)]
    pub problem: Problem,
    /// Every line that is short.
    pub short: Vec<ShortLine>,
}

/// A page of warehouses.
pub type WarehousePage = Page<WarehouseView>;
