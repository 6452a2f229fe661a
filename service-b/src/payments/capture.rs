//! Taking the money of a payment.

use chrono::{DateTime, Utc};
use service_chassis::database::{Connection, Error};
use shared_models::events::EventId;
use shared_models::orders::OrderStatus;
use shared_models::payments::{
    InvoiceEntity, InvoiceId, InvoiceIssued, InvoiceView, PaymentCaptured, PaymentFault, PaymentId, PaymentView,
};

use super::Refused;
use crate::store::outbox::{fact, publish};
use crate::store::{invoices, payments};

/// A payment whose money is to be taken.
#[derive(Debug, Clone)]
pub struct Capture {
    pub id: PaymentId,
    /// The id of the invoice to issue.
    pub invoice_id: InvoiceId,
    /// The ids of the facts to publish: the capture, the invoice.
    pub event_ids: [EventId; 2],
    pub now: DateTime<Utc>,
}

/// Whether the money for an order in this state is taken: not when it will not be delivered.
///
/// The order may be cancelled right after it was asked for. Releasing its stock voids the payment then, and locks the same
/// row as the capture: of the two the first one counts.
///
/// # Errors
/// [`PaymentFault::OrderNotPayable`].
pub fn is_due(order: OrderStatus) -> Result<(), PaymentFault> {
    match order {
        OrderStatus::Confirmed | OrderStatus::Shipped | OrderStatus::Delivered => Ok(()),
        OrderStatus::Pending | OrderStatus::Rejected | OrderStatus::Cancelled => {
            Err(PaymentFault::OrderNotPayable(order))
        }
    }
}

/// Takes the money and issues the invoice. A second capture changes nothing and gives the same payment.
///
/// # Errors
/// When the database fails; the inner error is a refusal, and then nothing was written.
pub fn capture(
    connection: &mut Connection,
    &Capture { id, invoice_id, event_ids: [captured, issued], now }: &Capture,
) -> Result<Result<PaymentView, Refused>, Error> {
    connection.transaction(|transaction| {
        let Some(row) = payments::lock(transaction, id)? else { return Ok(Err(Refused::NotFound)) };
        if let Some(invoice) = invoices::id_of_payment(transaction, id)? {
            return row.view(Some(invoice)).map(Ok).map_err(Error::corrupt);
        }
        let row = match row.ledger().map_err(Error::corrupt)?.capture() {
            Ok(ledger) => row.with_ledger(&ledger, now),
            Err(fault) => return Ok(Err(fault.into())),
        };
        payments::update(transaction, &row)?;
        // Last of the locks and held shortest: every capture of the year waits for this one row.
        let number = invoices::next_number(transaction, now)?;
        let invoice = InvoiceEntity::new(invoice_id, number, &row, now);
        invoices::insert(transaction, &invoice)?;
        let invoice = InvoiceView::try_from(invoice).map_err(Error::corrupt)?;
        let view = row.view(Some(invoice_id)).map_err(Error::corrupt)?;
        let facts = [
            fact(captured, id, now, PaymentCaptured::from(&view))?,
            fact(issued, invoice_id, now, InvoiceIssued::from(&invoice))?,
        ];
        publish(transaction, &facts)?;
        Ok(Ok(view))
    })
}
