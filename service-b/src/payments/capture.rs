//! Taking the money of a payment.

use serde_json::json;
use service_chassis::database::{Connection, Error, Transaction};
use shared_models::audit::AuditAction;
use shared_models::orders::OrderStatus;
use shared_models::payments::{
    InvoiceEntity, InvoiceIssued, InvoiceView, PaymentCaptured, PaymentEntity, PaymentFault, PaymentId, PaymentView,
};

use super::Refused;
use crate::stamp::Stamp;
use crate::store::payment_steps::{self, Step};
use crate::store::{Record, invoices, payments};

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
    id: PaymentId,
    stamp: &Stamp,
) -> Result<Result<PaymentView, Refused>, Error> {
    connection.transaction(|transaction| {
        let Some(row) = payments::lock(transaction, id)? else { return Ok(Err(Refused::NotFound)) };
        if let Some(invoice) = invoices::id_of_payment(transaction, id)? {
            return row.view(Some(invoice)).map(Ok).map_err(Error::corrupt);
        }
        let mut record = Record::new(stamp);
        let view = match take(transaction, row, stamp, &mut record)? {
            Ok(view) => view,
            Err(fault) => return Ok(Err(fault.into())),
        };
        record.write(transaction)?;
        Ok(Ok(view))
    })
}

/// Takes the money of a payment that is locked, and issues its invoice.
pub(crate) fn take(
    transaction: &mut Transaction,
    row: PaymentEntity,
    stamp: &Stamp,
    record: &mut Record<'_>,
) -> Result<Result<PaymentView, PaymentFault>, Error> {
    let row = match row.ledger().map_err(Error::corrupt)?.capture() {
        Ok(ledger) => row.with_ledger(&ledger, stamp.now),
        Err(fault) => return Ok(Err(fault)),
    };
    payments::update(transaction, &row)?;
    payment_steps::end(transaction, row.id, Step::Capture)?;
    // Last of the locks and held shortest: every capture of the year waits for this one row.
    let number = invoices::next_number(transaction, stamp.now)?;
    let invoice = InvoiceEntity::new(stamp.next_id(), number, &row, stamp.now);
    invoices::insert(transaction, &invoice)?;
    let invoice = InvoiceView::try_from(invoice).map_err(Error::corrupt)?;
    let view = row.view(Some(invoice.id)).map_err(Error::corrupt)?;
    let changes = json!({ "status": view.status, "captured": view.captured, "invoice_id": invoice.id });
    record.entry(AuditAction::Transitioned, "payment", view.id, &changes);
    record.fact(view.id, PaymentCaptured::from(&view))?;
    record.fact(invoice.id, InvoiceIssued::from(&invoice))?;
    Ok(Ok(view))
}
