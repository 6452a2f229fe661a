//! Facts about orders.

use serde::{Deserialize, Serialize};

use super::OrderId;
use crate::catalog::ProductId;
use crate::customers::CustomerId;
use crate::inventory::ShortLine;
use crate::kernel::Money;

/// An order was placed; its stock is not reserved yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema))]
pub struct OrderPlaced {
    /// Also the `subject` of the event.
    pub order_id: OrderId,
    /// The buyer.
    pub customer_id: CustomerId,
    /// What the customer pays, with tax and after the discount.
    pub total: Money,
    /// In the order in which they were placed.
    pub lines: Vec<PlacedLine>,
}

/// A line of an order that was placed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema))]
pub struct PlacedLine {
    /// Several lines may name one product.
    pub product_id: ProductId,
    /// Pieces.
    pub quantity: u32,
    /// The price of one, without tax, before the discount.
    pub unit_price: Money,
}

/// The stock of an order was reserved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema))]
pub struct OrderConfirmed {
    /// Also the `subject` of the event.
    pub order_id: OrderId,
}

/// There was not enough stock for an order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema))]
pub struct OrderRejected {
    /// Also the `subject` of the event.
    pub order_id: OrderId,
    /// The products of which there was not enough.
    pub short: Vec<ShortLine>,
}

/// An order was cancelled before it was shipped.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema))]
pub struct OrderCancelled {
    /// Also the `subject` of the event.
    pub order_id: OrderId,
}

/// An order is a gift: a card goes with it. Since 1.1.0.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema))]
pub struct GiftRequested {
    /// Also the `subject` of the event.
    pub order_id: OrderId,
    /// The text of the card.
    pub message: String,
}

/// The first parcel of an order has left. Since 1.8.0.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema))]
pub struct OrderShipped {
    /// Also the `subject` of the event.
    pub order_id: OrderId,
}

/// Every parcel of an order has arrived. Since 1.8.0.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema))]
pub struct OrderDelivered {
    /// Also the `subject` of the event.
    pub order_id: OrderId,
}
