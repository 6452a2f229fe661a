//! Payments.

use diesel::prelude::*;
use service_chassis::database::{Connection, Error, Transaction};
use shared_models::payments::{InvoiceId, PaymentEntity, PaymentId, PaymentView};
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
