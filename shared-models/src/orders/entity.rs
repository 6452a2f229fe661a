//! Rows of orders.

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;

use super::{OrderId, OrderLineView, OrderPlaced, OrderStatus, OrderView, PlacedLine, Totals};
use crate::builder::DesignId;
use crate::catalog::ProductId;
use crate::customers::CustomerId;
use crate::kernel::{Currency, Money, MoneyError};
use crate::schema::{order_items, orders};

/// A row of `orders`.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Identifiable, Insertable)]
#[diesel(table_name = orders, check_for_backend(diesel::mysql::Mysql))]
pub struct OrderEntity {
    /// The order's id.
    pub id: OrderId,
    /// Who buys.
    pub customer_id: CustomerId,
    /// How far it has come.
    pub status: OrderStatus,
    /// The currency of every amount.
    pub currency: Currency,
    /// The sum of the lines, in minor units.
    pub subtotal_minor: i64,
    /// What is taken off, in minor units.
    pub discount_minor: i64,
    /// The tax on the rest, in minor units.
    pub tax_minor: i64,
    /// What the customer pays, in minor units.
    pub total_minor: i64,
    /// What the card says that comes with a gift. Since 1.1.0.
    pub gift_message: Option<String>,
    /// When it was placed, in UTC.
    pub placed_at: NaiveDateTime,
    /// When it last changed, in UTC.
    pub updated_at: NaiveDateTime,
}

/// A row of `order_items`.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Identifiable, Insertable)]
#[diesel(table_name = order_items, primary_key(order_id, line_no), check_for_backend(diesel::mysql::Mysql))]
pub struct OrderItemEntity {
    /// The order.
    pub order_id: OrderId,
    /// The line, from 0.
    pub line_no: i32,
    /// The product.
    pub product_id: ProductId,
    /// The design it is made to.
    pub design_id: Option<DesignId>,
    /// The product's stock keeping unit when the order was placed.
    pub sku: String,
    /// The product's name when the order was placed.
    pub name: String,
    /// How many.
    pub quantity: i32,
    /// The price of one, in minor units of the order's currency.
    pub unit_price_minor: i64,
    /// The price of all, in minor units of the order's currency.
    pub line_total_minor: i64,
    /// How many were missing when the order was rejected; otherwise 0.
    pub short_by: i32,
}

impl OrderEntity {
    /// The row of an order that was just placed.
    pub fn new(id: OrderId, customer_id: CustomerId, totals: &Totals, now: DateTime<Utc>) -> Self {
        let now = now.naive_utc();
        Self {
            id,
            customer_id,
            status: OrderStatus::Pending,
            currency: totals.total.currency(),
            subtotal_minor: totals.subtotal.amount_minor(),
            discount_minor: totals.discount.amount_minor(),
            tax_minor: totals.tax.amount_minor(),
            total_minor: totals.total.amount_minor(),
            gift_message: None,
            placed_at: now,
            updated_at: now,
        }
    }

    /// The row with the text of a card.
    #[must_use]
    pub fn with_gift_message(self, gift_message: Option<String>) -> Self {
        Self { gift_message, ..self }
    }

    /// The view of an order and its items, which are in the order of their lines.
    ///
    /// # Errors
    /// [`MoneyError::OutOfRange`] when a column holds more than [`Money`] can.
    pub fn view(self, items: Vec<OrderItemEntity>) -> Result<OrderView, MoneyError> {
        let Self {
            id,
            customer_id,
            status,
            currency,
            subtotal_minor,
            discount_minor,
            tax_minor,
            total_minor,
            gift_message,
            placed_at,
            updated_at,
        } = self;
        Ok(OrderView {
            id,
            customer_id,
            status,
            lines: items.into_iter().map(|item| item.view(currency)).collect::<Result<_, _>>()?,
            subtotal: Money::new(subtotal_minor, currency)?,
            discount: Money::new(discount_minor, currency)?,
            tax: Money::new(tax_minor, currency)?,
            total: Money::new(total_minor, currency)?,
            gift_message,
            placed_at: placed_at.and_utc(),
            updated_at: updated_at.and_utc(),
        })
    }
}

impl OrderItemEntity {
    fn view(self, currency: Currency) -> Result<OrderLineView, MoneyError> {
        let Self {
            order_id: _,
            line_no: _,
            product_id,
            design_id,
            sku,
            name,
            quantity,
            unit_price_minor,
            line_total_minor,
            short_by,
        } = self;
        Ok(OrderLineView {
            product_id,
            design_id,
            sku,
            name,
            quantity: quantity.unsigned_abs(),
            unit_price: Money::new(unit_price_minor, currency)?,
            line_total: Money::new(line_total_minor, currency)?,
            short_by: (short_by > 0).then_some(short_by.unsigned_abs()),
        })
    }
}

impl From<&OrderView> for OrderPlaced {
    fn from(view: &OrderView) -> Self {
        let line = |line: &OrderLineView| PlacedLine {
            product_id: line.product_id,
            quantity: line.quantity,
            unit_price: line.unit_price,
        };
        Self {
            order_id: view.id,
            customer_id: view.customer_id,
            total: view.total,
            lines: view.lines.iter().map(line).collect(),
        }
    }
}
