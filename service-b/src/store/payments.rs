//! Payments.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use service_chassis::database::{Connection, Error, Transaction};
use shared_models::orders::OrderId;
use shared_models::payments::{InvoiceId, PaymentEntity, PaymentId, PaymentStatus, PaymentView};
use shared_models::schema::{invoices, payments};

use super::changed::changed;
use super::refused::taken;

/// The order has a payment that was not voided.
#[derive(Debug, PartialEq, Eq)]
pub struct OrderPaid;

/// Adds a payment.
pub fn insert(transaction: &mut Transaction, row: &PaymentEntity) -> Result<Result<(), OrderPaid>, Error> {
    let inserted = diesel::insert_into(payments::table).values(row).execute(transaction);
    taken(inserted, "payments_live_order_id_key", OrderPaid)
}

/// Finds a payment and locks it until the transaction ends.
pub fn lock(transaction: &mut Transaction, id: PaymentId) -> Result<Option<PaymentEntity>, Error> {
    let locked = payments::table.find(id).select(PaymentEntity::as_select()).for_update();
    Ok(locked.first(transaction).optional()?)
}

/// The order that a payment is for; it never changes.
pub fn order_of(transaction: &mut Transaction, id: PaymentId) -> Result<Option<OrderId>, Error> {
    Ok(payments::table.find(id).select(payments::order_id).first(transaction).optional()?)
}

/// Finds the payment of an order that was not voided and locks it until the transaction ends.
pub fn lock_live(transaction: &mut Transaction, order: OrderId) -> Result<Option<PaymentEntity>, Error> {
    // Its id first: a lock on the index of orders would also cover payments that do not exist yet.
    let payment = live_id(transaction, order)?.map(|id| lock(transaction, id)).transpose()?.flatten();
    Ok(payment.filter(|payment| payment.status != PaymentStatus::Voided))
}

fn live_id(transaction: &mut Transaction, order: OrderId) -> Result<Option<PaymentId>, Error> {
    let live = payments::table.filter(payments::order_id.eq(order).and(payments::status.ne(PaymentStatus::Voided)));
    Ok(live.select(payments::id).first(transaction).optional()?)
}

/// Whether an order has a payment that was not voided, or one that was voided only after `before`.
pub fn holds(transaction: &mut Transaction, order: OrderId, before: DateTime<Utc>) -> Result<bool, Error> {
    let recent = payments::status.ne(PaymentStatus::Voided).or(payments::updated_at.ge(before.naive_utc()));
    let payment = payments::table.filter(payments::order_id.eq(order).and(recent));
    Ok(diesel::select(diesel::dsl::exists(payment)).get_result(transaction)?)
}

/// Writes every column of a payment that can change.
pub fn update(transaction: &mut Transaction, row: &PaymentEntity) -> Result<(), Error> {
    changed!(
        transaction, payments[row.id], PaymentEntity, row,
        set [status, captured_minor, refunded_minor, updated_at],
        keep [id, order_id, method, currency, amount_minor, created_at]
    )?;
    Ok(())
}

/// Finds a payment, with the id of its invoice.
pub fn find(connection: &mut Connection, id: PaymentId) -> Result<Option<PaymentView>, Error> {
    let found: Option<(PaymentEntity, Option<InvoiceId>)> = payments::table
        .left_join(invoices::table.on(invoices::payment_id.eq(payments::id)))
        .filter(payments::id.eq(id))
        .select((PaymentEntity::as_select(), invoices::id.nullable()))
        .first(connection.mysql())
        .optional()?;
    found.map(|(row, invoice)| row.view(invoice).map_err(Error::corrupt)).transpose()
}

/// Finds the payment of an order that was not voided, with the id of its invoice.
pub fn find_live(connection: &mut Connection, order: OrderId) -> Result<Option<PaymentView>, Error> {
    live_id(connection.mysql(), order)?.map_or(Ok(None), |id| find(connection, id))
}
