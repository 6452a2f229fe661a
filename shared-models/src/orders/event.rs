//! Facts about orders.

use serde::{Deserialize, Serialize};

use super::OrderId;
use crate::catalog::ProductId;
use crate::customers::CustomerId;
use crate::inventory::ShortLine;
use crate::kernel::Money;

/// An order was placed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema))]
pub struct OrderPlaced {
    /// The order.
    pub order_id: OrderId,
    /// Who buys.
    pub customer_id: CustomerId,
    /// What the customer pays.
    pub total: Money,
    /// What is bought.
    pub lines: Vec<PlacedLine>,
}

/// A line of an order that was placed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema))]
pub struct PlacedLine {
    /// The product.
    pub product_id: ProductId,
    /// How many.
    pub quantity: u32,
    /// The price of one, without tax.
    pub unit_price: Money,
}

/// The stock of an order was reserved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema))]
pub struct OrderConfirmed {
    /// The order.
    pub order_id: OrderId,
}

/// There was not enough stock for an order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema))]
pub struct OrderRejected {
    /// The order.
    pub order_id: OrderId,
    /// What was missing.
    pub short: Vec<ShortLine>,
}

/// An order was called off.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema))]
pub struct OrderCancelled {
    /// The order.
    pub order_id: OrderId,
}

/// An order is a gift: a card goes with it. Since 1.1.0.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema))]
pub struct GiftRequested {
    /// The order.
    pub order_id: OrderId,
    /// What the card says.
    pub message: String,
}
