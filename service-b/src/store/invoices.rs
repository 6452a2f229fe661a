//! The invoices that captures issue, and their numbers.

use chrono::{DateTime, Datelike, Utc};
use diesel::prelude::*;
use service_chassis::database::{Connection, Error, Transaction};
use shared_models::payments::{InvoiceEntity, InvoiceId, InvoiceView, PaymentId};
use shared_models::schema::invoices;

use super::local_schema::invoice_counters;

/// Finds an invoice.
pub fn find(connection: &mut Connection, id: InvoiceId) -> Result<Option<InvoiceView>, Error> {
    let found = invoices::table.find(id).select(InvoiceEntity::as_select()).first(connection.mysql()).optional()?;
    found.map(|row| InvoiceView::try_from(row).map_err(Error::corrupt)).transpose()
}

/// The invoice of a payment, once it is captured.
pub fn id_of_payment(transaction: &mut Transaction, id: PaymentId) -> Result<Option<InvoiceId>, Error> {
    Ok(invoices::table.filter(invoices::payment_id.eq(id)).select(invoices::id).first(transaction).optional()?)
}

/// Adds an invoice.
pub fn insert(transaction: &mut Transaction, row: &InvoiceEntity) -> Result<(), Error> {
    diesel::insert_into(invoices::table).values(row).execute(transaction)?;
    Ok(())
}

/// The next number of the year's series. The counter's row stays locked until the transaction ends: a number that is not
/// used is not counted either.
pub fn next_number(transaction: &mut Transaction, now: DateTime<Utc>) -> Result<String, Error> {
    let series = now.year().to_string();
    diesel::insert_into(invoice_counters::table)
        .values((invoice_counters::series.eq(&series), invoice_counters::last_number.eq(1)))
        .on_conflict(diesel::dsl::DuplicatedKeys)
        .do_update()
        .set(invoice_counters::last_number.eq(invoice_counters::last_number + 1))
        .execute(transaction)?;
    let number: i64 = invoice_counters::table.find(&series).select(invoice_counters::last_number).first(transaction)?;
    Ok(format!("INV-{series}-{number:06}"))
}
