//! Rows of orders.

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;

use super::{OrderId, OrderLineView, OrderPlaced, OrderStatus, OrderView, PlacedLine, Totals};
use crate::builder::DesignId;
use crate::catalog::ProductId;
use crate::customers::CustomerId;
use crate::kernel::{Currency, Money, MoneyError};
use crate::schema::{order_items, orders};

/// A row of `orders`; its columns mean what the fields of [`OrderView`] mean. Times are UTC, amounts minor units.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Identifiable, Insertable)]
#[diesel(table_name = orders, check_for_backend(diesel::mysql::Mysql))]
#[expect(missing_docs, reason = "the columns mean what the fields of the view mean")]
pub struct OrderEntity {
    pub id: OrderId,
    pub customer_id: CustomerId,
    pub status: OrderStatus,
    /// The currency of every amount, those of the items included.
    pub currency: Currency,
    pub subtotal_minor: i64,
    pub discount_minor: i64,
    pub tax_minor: i64,
    pub total_minor: i64,
    pub gift_message: Option<String>,
    pub placed_at: NaiveDateTime,
    pub updated_at: NaiveDateTime,
}

/// A row of `order_items`; its columns mean what the fields of [`OrderLineView`] mean. Amounts are minor units.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Identifiable, Insertable)]
#[diesel(table_name = order_items, primary_key(order_id, line_no), check_for_backend(diesel::mysql::Mysql))]
#[expect(missing_docs, reason = "the columns mean what the fields of the view mean")]
pub struct OrderItemEntity {
    pub order_id: OrderId,
    /// From 0, in the order of the request.
    pub line_no: i32,
    pub product_id: ProductId,
    pub design_id: Option<DesignId>,
    pub sku: String,
    pub name: String,
    pub quantity: i32,
    pub unit_price_minor: i64,
    pub line_total_minor: i64,
    /// 0 when nothing was missing.
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

    /// The row with the text of a card; `None` for an order that is no gift.
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
