//! Payments.

use diesel::prelude::*;
use service_chassis::database::{Broken, Connection, Error, Transaction};
use shared_models::payments::{InvoiceId, PaymentEntity, PaymentId, PaymentView};
use shared_models::schema::{invoices, payments};

/// The order has a payment that was not voided.
#[derive(Debug, PartialEq, Eq)]
pub struct OrderPaid;

/// Adds a payment.
pub fn insert(transaction: &mut Transaction, row: &PaymentEntity) -> Result<Result<(), OrderPaid>, Error> {
    match diesel::insert_into(payments::table).values(row).execute(transaction) {
        Ok(_) => Ok(Ok(())),
        Err(error) if Broken::of(&error) == Some(Broken::Unique("payments_live_order_id_key")) => Ok(Err(OrderPaid)),
        Err(error) => Err(error.into()),
    }
}

/// Finds a payment and locks it until the transaction ends.
pub fn lock(transaction: &mut Transaction, id: PaymentId) -> Result<Option<PaymentEntity>, Error> {
    let locked = payments::table.find(id).select(PaymentEntity::as_select()).for_update();
    Ok(locked.first(transaction).optional()?)
}

/// Writes every column of a payment that can change.
pub fn update(transaction: &mut Transaction, row: &PaymentEntity) -> Result<(), Error> {
    let PaymentEntity {
        id,
        order_id: _,
        method: _,
        status,
        currency: _,
        amount_minor: _,
        captured_minor,
        refunded_minor,
        created_at: _,
        updated_at,
    } = row;
    diesel::update(payments::table.find(id))
        .set((
            payments::status.eq(status),
            payments::captured_minor.eq(captured_minor),
            payments::refunded_minor.eq(refunded_minor),
            payments::updated_at.eq(updated_at),
        ))
        .execute(transaction)?;
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
