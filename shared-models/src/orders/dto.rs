//! Requests and views of orders.

use chrono::{DateTime, Utc};
use garde::Validate;
use serde::{Deserialize, Serialize};

use super::{OrderId, OrderStatus};
use crate::builder::DesignId;
use crate::catalog::ProductId;
use crate::customers::CustomerId;
use crate::kernel::text::NOT_BLANK;
use crate::kernel::{Currency, Money, Page, list_query};

/// The most lines of an order: what one pick list holds.
pub const LINES_MAX: usize = 50;
/// The most pieces in a line: more is a wholesale order, which is handled elsewhere.
pub const QUANTITY_MAX: u32 = 999;
/// Longest gift message, in characters: what the card has room for.
pub const GIFT_MESSAGE_MAX: usize = 300;

/// Places an order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema))]
pub struct PlaceOrder {
    /// The buyer; must exist.
    #[garde(skip)]
    pub customer_id: CustomerId,
    /// Every product must be sold in it.
    #[garde(skip)]
    pub currency: Currency,
    /// Several may name one product.
    #[garde(length(min = 1, max = LINES_MAX), dive)]
    pub lines: Vec<OrderLine>,
    /// The text of the card that goes with a gift; absent for an order that is no gift. Since 1.1.0.
    #[garde(length(chars, min = 1, max = GIFT_MESSAGE_MAX), pattern(NOT_BLANK))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gift_message: Option<String>,
}

/// A line of an order to place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema))]
pub struct OrderLine {
    /// Must be on sale, in the currency of the order.
    #[garde(skip)]
    pub product_id: ProductId,
    /// A saved design of this product, whose price replaces the product's; absent for the product as it is.
    #[garde(skip)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub design_id: Option<DesignId>,
    /// Pieces.
    #[garde(range(min = 1, max = QUANTITY_MAX))]
    pub quantity: u32,
}

list_query! {
    /// Which orders to list: a query string.
    pub struct ListOrders {
        /// Only orders of this customer.
        #[garde(skip)]
        pub customer_id: Option<CustomerId>,
    }
}

/// An order, with prices as they were when it was placed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema))]
pub struct OrderView {
    /// Assigned on creation (UUIDv7).
    pub id: OrderId,
    /// The buyer.
    pub customer_id: CustomerId,
    /// `pending` until the stock is reserved or found short.
    pub status: OrderStatus,
    /// In the order in which they were placed.
    pub lines: Vec<OrderLineView>,
    /// The sum of the lines, without tax.
    pub subtotal: Money,
    /// Taken off the subtotal; 0 for none.
    pub discount: Money,
    /// On the subtotal less the discount.
    pub tax: Money,
    /// What the customer pays: subtotal less discount plus tax.
    pub total: Money,
    /// The text of the card that goes with a gift; absent for an order that is no gift. Since 1.1.0.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gift_message: Option<String>,
    /// UTC; set once.
    pub placed_at: DateTime<Utc>,
    /// UTC; moves with every change.
    pub updated_at: DateTime<Utc>,
}

/// A line of an order, with name and price as they were when it was placed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema))]
pub struct OrderLineView {
    /// May have been retired since.
    pub product_id: ProductId,
    /// The design it is made to; absent for the product as it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub design_id: Option<DesignId>,
    /// The stock keeping unit on the day of the order.
    pub sku: String,
    /// The product's name on the day of the order.
    pub name: String,
    /// Pieces.
    pub quantity: u32,
    /// The price of one on the day of the order, without tax.
    pub unit_price: Money,
    /// Unit price times quantity, without tax, before the discount.
    pub line_total: Money,
    /// How many pieces were missing when the order was rejected; absent when none were.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub short_by: Option<u32>,
}

/// A page of orders.
pub type OrderPage = Page<OrderView>;
