//! Requests and views of orders.

use chrono::{DateTime, Utc};
use garde::Validate;
use serde::{Deserialize, Serialize};

use super::{OrderId, OrderStatus};
use crate::builder::DesignId;
use crate::catalog::ProductId;
use crate::customers::CustomerId;
use crate::kernel::{CURSOR, Currency, Money, NOT_BLANK, Page, PageQuery};

/// Most lines of an order: what one pick list holds.
pub const LINES_MAX: usize = 50;
/// Most of one product in a line: more is a wholesale order, which has another way in.
pub const QUANTITY_MAX: u32 = 999;
/// Longest gift message, in characters: what the card has room for.
pub const GIFT_MESSAGE_MAX: usize = 300;

/// Places an order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema))]
pub struct PlaceOrder {
    /// Who buys.
    #[garde(skip)]
    pub customer_id: CustomerId,
    /// The currency; every product must be sold in it.
    #[garde(skip)]
    pub currency: Currency,
    /// What is bought.
    #[garde(length(min = 1, max = LINES_MAX), dive)]
    pub lines: Vec<OrderLine>,
    /// What the card says that comes with a gift. Since 1.1.0.
    #[garde(length(chars, min = 1, max = GIFT_MESSAGE_MAX), pattern(NOT_BLANK))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gift_message: Option<String>,
}

/// A line of an order to place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema))]
pub struct OrderLine {
    /// The product.
    #[garde(skip)]
    pub product_id: ProductId,
    /// The design it is made to; its price replaces the product's.
    #[garde(skip)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub design_id: Option<DesignId>,
    /// How many.
    #[garde(range(min = 1, max = QUANTITY_MAX))]
    pub quantity: u32,
}

/// Which orders to list: a query string.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema))]
pub struct ListOrders {
    /// Only orders of this customer.
    #[garde(skip)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub customer_id: Option<CustomerId>,
    /// `next_cursor` of the page before; absent for the first page.
    #[garde(pattern(CURSOR))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
    /// How many, 1 to 100; 20 if absent.
    #[garde(range(min = 1, max = PageQuery::MAX_LIMIT))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<u16>,
}

/// An order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema))]
pub struct OrderView {
    /// The order's id.
    pub id: OrderId,
    /// Who buys.
    pub customer_id: CustomerId,
    /// How far it has come.
    pub status: OrderStatus,
    /// What is bought.
    pub lines: Vec<OrderLineView>,
    /// The sum of the lines.
    pub subtotal: Money,
    /// What is taken off.
    pub discount: Money,
    /// The tax on the rest.
    pub tax: Money,
    /// What the customer pays.
    pub total: Money,
    /// What the card says that comes with a gift. Since 1.1.0.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gift_message: Option<String>,
    /// When it was placed.
    pub placed_at: DateTime<Utc>,
    /// When it last changed.
    pub updated_at: DateTime<Utc>,
}

/// A line of an order, with name and price as they were when it was placed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema))]
pub struct OrderLineView {
    /// The product.
    pub product_id: ProductId,
    /// The design it is made to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub design_id: Option<DesignId>,
    /// The product's stock keeping unit.
    pub sku: String,
    /// The product's name.
    pub name: String,
    /// How many.
    pub quantity: u32,
    /// The price of one, without tax.
    pub unit_price: Money,
    /// The price of all, without tax.
    pub line_total: Money,
    /// How many were missing when the order was rejected.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub short_by: Option<u32>,
}

/// A page of orders.
pub type OrderPage = Page<OrderView>;
