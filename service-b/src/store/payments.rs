//! Payments and the invoices their captures issue.

use chrono::{DateTime, Datelike, Utc};
use diesel::prelude::*;
use shared_models::events::EventId;
use shared_models::kernel::{Money, MoneyError};
use shared_models::orders::OrderId;
use shared_models::payments::{
    InvoiceEntity, InvoiceId, InvoiceIssued, InvoiceView, Ledger, PaymentAuthorised, PaymentCaptured, PaymentEntity,
    PaymentFault, PaymentId, PaymentMethod, PaymentRefunded, PaymentStatus, PaymentView,
};
use shared_models::schema::{invoices, payments};

use super::idempotency::{self, Key, Stored};
use super::local_schema::invoice_counters;
use super::outbox::{fact, publish};
use super::{Broken, Connection, Error, Transaction};

/// A payment to make.
pub struct Authorisation {
    /// Its id.
    pub id: PaymentId,
    /// The order it is for.
    pub order_id: OrderId,
    /// How the customer pays.
    pub method: PaymentMethod,
    /// The money side.
    pub ledger: Ledger,
    /// The id of the fact to publish.
    pub event_id: EventId,
}

/// Why a payment was not made.
#[derive(Debug, PartialEq, Eq)]
pub enum AuthoriseRefused {
    /// The order has a payment that was not called off.
    Paid,
    /// The key came with another request.
    KeyReused,
}

/// Why a payment was not changed.
#[derive(Debug, PartialEq, Eq)]
pub enum ChangeRefused {
    /// There is no such payment.
    Unknown,
    /// The rules forbid it.
    Fault(PaymentFault),
}

/// Why no money was given back.
#[derive(Debug, PartialEq, Eq)]
pub enum RefundRefused {
    /// There is no such payment.
    Unknown,
    /// The rules forbid it.
    Fault(PaymentFault),
    /// The key came with another request.
    KeyReused,
}

/// Makes a payment, once for a key.
///
/// # Errors
/// When the database fails; the inner error is a refusal, and then nothing was written.
pub fn authorise(
    connection: &mut Connection,
    key: &Key,
    authorisation: &Authorisation,
    now: DateTime<Utc>,
) -> Result<Result<PaymentView, AuthoriseRefused>, Error> {
    let Authorisation { id, order_id, method, ref ledger, event_id } = *authorisation;
    let row = PaymentEntity::new(id, order_id, method, ledger, now);
    let view = row.clone().view(None).map_err(corrupt)?;
    let made = connection.transaction(|transaction| {
        // First, because this row is what makes a second request with the key wait for this one.
        if !idempotency::keep(transaction, key, id, &view, now)? {
            return Ok(Err(None));
        }
        match diesel::insert_into(payments::table).values(&row).execute(transaction) {
            Ok(_) => {}
            Err(error) if Broken::of(&error) == Some(Broken::Unique("payments_live_order_id_key")) => {
                return Ok(Err(Some(AuthoriseRefused::Paid)));
            }
            Err(error) => return Err(error.into()),
        }
        publish(transaction, &[fact(event_id, id, now, PaymentAuthorised::from(&view))?])?;
        Ok(Ok(view.clone()))
    })?;
    match made {
        Ok(view) => Ok(Ok(view)),
        Err(Some(refused)) => Ok(Err(refused)),
        Err(None) => match idempotency::find(connection.mysql(), key)? {
            Some(Stored::Same(view)) => Ok(Ok(view)),
            Some(Stored::Other) | None => Ok(Err(AuthoriseRefused::KeyReused)),
        },
    }
}

/// Takes the money and issues the invoice. Taking it again changes nothing and gives the same.
///
/// # Errors
/// When the database fails; the inner error is a refusal, and then nothing was written.
pub fn capture(
    connection: &mut Connection,
    id: PaymentId,
    invoice_id: InvoiceId,
    event_ids: [EventId; 2],
    now: DateTime<Utc>,
) -> Result<Result<PaymentView, ChangeRefused>, Error> {
    connection.transaction(|transaction| {
        let Some(row) = lock(transaction, id)? else { return Ok(Err(ChangeRefused::Unknown)) };
        if let Some(issued) = invoice_of(transaction, id)? {
            return row.view(Some(issued)).map(Ok).map_err(corrupt);
        }
        let row = match row.ledger().map_err(corrupt)?.capture() {
            Ok(ledger) => row.with_ledger(&ledger, now),
            Err(fault) => return Ok(Err(ChangeRefused::Fault(fault))),
        };
        update(transaction, &row)?;
        // Last of the locks and held shortest: every capture of the year waits for this one row.
        let number = next_number(transaction, now)?;
        let invoice = InvoiceEntity::new(invoice_id, number, &row, now);
        diesel::insert_into(invoices::table).values(&invoice).execute(transaction)?;
        let invoice = InvoiceView::try_from(invoice).map_err(corrupt)?;
        let view = row.view(Some(invoice_id)).map_err(corrupt)?;
        let captured = fact(event_ids[0], id, now, PaymentCaptured::from(&view))?;
        let issued = fact(event_ids[1], invoice_id, now, InvoiceIssued::from(&invoice))?;
        publish(transaction, &[captured, issued])?;
        Ok(Ok(view))
    })
}

/// Gives `amount` back, or all that is left; once for a key.
///
/// # Errors
/// When the database fails; the inner error is a refusal, and then nothing was written.
pub fn refund(
    connection: &mut Connection,
    key: &Key,
    id: PaymentId,
    amount: Option<Money>,
    event_id: EventId,
    now: DateTime<Utc>,
) -> Result<Result<PaymentView, RefundRefused>, Error> {
    connection.transaction(|transaction| {
        let Some(row) = lock(transaction, id)? else { return Ok(Err(RefundRefused::Unknown)) };
        // Behind the lock, so that a second request with the key sees what the first one did.
        match idempotency::find(transaction, key)? {
            Some(Stored::Same(view)) => return Ok(Ok(view)),
            Some(Stored::Other) => return Ok(Err(RefundRefused::KeyReused)),
            None => {}
        }
        let before = row.ledger().map_err(corrupt)?;
        let row = match before.refund(amount) {
            Ok(ledger) => row.with_ledger(&ledger, now),
            Err(fault) => return Ok(Err(RefundRefused::Fault(fault))),
        };
        update(transaction, &row)?;
        let invoice = invoice_of(transaction, id)?;
        let view = row.view(invoice).map_err(corrupt)?;
        if !idempotency::keep(transaction, key, id, &view, now)? {
            // The same key, at the same moment, for another payment.
            return Ok(Err(RefundRefused::KeyReused));
        }
        let given = view.refunded.minus(before.refunded).map_err(corrupt)?;
        let refunded =
            PaymentRefunded { payment_id: id, order_id: view.order_id, amount: given, refunded: view.refunded };
        publish(transaction, &[fact(event_id, id, now, refunded)?])?;
        Ok(Ok(view))
    })
}

/// Calls a payment off. Calling it off again changes nothing.
///
/// # Errors
/// When the database fails; the inner error is a refusal, and then nothing was written.
pub fn void(
    connection: &mut Connection,
    id: PaymentId,
    now: DateTime<Utc>,
) -> Result<Result<PaymentView, ChangeRefused>, Error> {
    connection.transaction(|transaction| {
        let Some(row) = lock(transaction, id)? else { return Ok(Err(ChangeRefused::Unknown)) };
        if row.status == PaymentStatus::Voided {
            return row.view(None).map(Ok).map_err(corrupt);
        }
        let row = match row.ledger().map_err(corrupt)?.void() {
            Ok(ledger) => row.with_ledger(&ledger, now),
            Err(fault) => return Ok(Err(ChangeRefused::Fault(fault))),
        };
        update(transaction, &row)?;
        row.view(None).map(Ok).map_err(corrupt)
    })
}

/// Finds a payment.
///
/// # Errors
/// When the database fails.
pub fn find(connection: &mut Connection, id: PaymentId) -> Result<Option<PaymentView>, Error> {
    let found: Option<(PaymentEntity, Option<InvoiceId>)> = payments::table
        .left_join(invoices::table.on(invoices::payment_id.eq(payments::id)))
        .filter(payments::id.eq(id))
        .select((PaymentEntity::as_select(), invoices::id.nullable()))
        .first(connection.mysql())
        .optional()?;
    found.map(|(row, invoice)| row.view(invoice).map_err(corrupt)).transpose()
}

/// Finds an invoice.
///
/// # Errors
/// When the database fails.
pub fn find_invoice(connection: &mut Connection, id: InvoiceId) -> Result<Option<InvoiceView>, Error> {
    let found = invoices::table.find(id).select(InvoiceEntity::as_select()).first(connection.mysql()).optional()?;
    found.map(|row| InvoiceView::try_from(row).map_err(corrupt)).transpose()
}

fn lock(transaction: &mut Transaction, id: PaymentId) -> Result<Option<PaymentEntity>, Error> {
    let locked = payments::table.find(id).select(PaymentEntity::as_select()).for_update();
    Ok(locked.first(transaction).optional()?)
}

fn invoice_of(transaction: &mut Transaction, id: PaymentId) -> Result<Option<InvoiceId>, Error> {
    Ok(invoices::table.filter(invoices::payment_id.eq(id)).select(invoices::id).first(transaction).optional()?)
}

fn update(transaction: &mut Transaction, row: &PaymentEntity) -> Result<(), Error> {
    diesel::update(payments::table.find(row.id))
        .set((
            payments::status.eq(row.status),
            payments::captured_minor.eq(row.captured_minor),
            payments::refunded_minor.eq(row.refunded_minor),
            payments::updated_at.eq(row.updated_at),
        ))
        .execute(transaction)?;
    Ok(())
}

/// The next number of the year's series. The counter's row stays locked until the transaction ends: a number that is not
/// used is not counted either.
fn next_number(transaction: &mut Transaction, now: DateTime<Utc>) -> Result<String, Error> {
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

fn corrupt(error: MoneyError) -> Error {
    Error::Corrupt(error.to_string())
}
