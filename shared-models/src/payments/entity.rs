//! Rows of payments and invoices.

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;

use super::{
    InvoiceId, InvoiceIssued, InvoiceView, Ledger, PaymentAuthorised, PaymentCaptured, PaymentId, PaymentMethod,
    PaymentStatus, PaymentView, PaymentVoided,
};
use crate::kernel::{Currency, Money, MoneyError, view};
use crate::orders::OrderId;
use crate::schema::{invoices, payments};

/// A row of `payments`; its columns mean what the fields of [`PaymentView`] mean. Times are UTC, amounts minor units.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Identifiable, Insertable)]
#[diesel(table_name = payments, check_for_backend(diesel::mysql::Mysql))]
#[expect(missing_docs, reason = "the columns mean what the fields of the view mean")]
pub struct PaymentEntity {
    pub id: PaymentId,
    pub order_id: OrderId,
    pub method: PaymentMethod,
    pub status: PaymentStatus,
    /// The currency of every amount.
    pub currency: Currency,
    pub amount_minor: i64,
    pub captured_minor: i64,
    pub refunded_minor: i64,
    pub created_at: NaiveDateTime,
    pub updated_at: NaiveDateTime,
}

impl PaymentEntity {
    /// The row of a new payment.
    pub fn new(id: PaymentId, order_id: OrderId, method: PaymentMethod, ledger: &Ledger, now: DateTime<Utc>) -> Self {
        let Ledger { status, amount, captured, refunded } = *ledger;
        Self {
            id,
            order_id,
            method,
            status,
            currency: amount.currency(),
            amount_minor: amount.amount_minor(),
            captured_minor: captured.amount_minor(),
            refunded_minor: refunded.amount_minor(),
            created_at: now.naive_utc(),
            updated_at: now.naive_utc(),
        }
    }

    /// The amounts and the status, which the rules work on.
    ///
    /// # Errors
    /// [`MoneyError::OutOfRange`] when a column holds more than [`Money`] can.
    pub fn ledger(&self) -> Result<Ledger, MoneyError> {
        Ok(Ledger {
            status: self.status,
            amount: Money::new(self.amount_minor, self.currency)?,
            captured: Money::new(self.captured_minor, self.currency)?,
            refunded: Money::new(self.refunded_minor, self.currency)?,
        })
    }

    /// The row after a step of the ledger.
    #[must_use]
    pub fn with_ledger(self, ledger: &Ledger, now: DateTime<Utc>) -> Self {
        let created_at = self.created_at;
        Self { created_at, ..Self::new(self.id, self.order_id, self.method, ledger, now) }
    }

    /// The view of a payment and its invoice.
    ///
    /// # Errors
    /// [`MoneyError::OutOfRange`] when a column holds more than [`Money`] can.
    pub fn view(self, invoice_id: Option<InvoiceId>) -> Result<PaymentView, MoneyError> {
        let Ledger { status, amount, captured, refunded } = self.ledger()?;
        let Self {
            id,
            order_id,
            method,
            status: _,
            currency: _,
            amount_minor: _,
            captured_minor: _,
            refunded_minor: _,
            created_at,
            updated_at,
        } = self;
        Ok(PaymentView {
            id,
            order_id,
            method,
            status,
            amount,
            captured,
            refunded,
            invoice_id,
            created_at: created_at.and_utc(),
            updated_at: updated_at.and_utc(),
        })
    }
}

impl From<&PaymentView> for PaymentAuthorised {
    fn from(view: &PaymentView) -> Self {
        Self { payment_id: view.id, order_id: view.order_id, amount: view.amount }
    }
}

impl From<&PaymentView> for PaymentVoided {
    fn from(view: &PaymentView) -> Self {
        Self { payment_id: view.id, order_id: view.order_id }
    }
}

impl From<&PaymentView> for PaymentCaptured {
    fn from(view: &PaymentView) -> Self {
        Self { payment_id: view.id, order_id: view.order_id, amount: view.captured }
    }
}

/// A row of `invoices`; its columns mean what the fields of [`InvoiceView`] mean. Times are UTC, amounts minor units.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Identifiable, Insertable)]
#[diesel(table_name = invoices, check_for_backend(diesel::mysql::Mysql))]
#[expect(missing_docs, reason = "the columns mean what the fields of the view mean")]
pub struct InvoiceEntity {
    pub id: InvoiceId,
    pub number: String,
    pub order_id: OrderId,
    /// Unique: a payment is captured once.
    pub payment_id: PaymentId,
    pub currency: Currency,
    pub total_minor: i64,
    pub issued_at: NaiveDateTime,
}

impl InvoiceEntity {
    /// The row of the invoice that the capture of `payment` issues.
    pub fn new(id: InvoiceId, number: String, payment: &PaymentEntity, now: DateTime<Utc>) -> Self {
        Self {
            id,
            number,
            order_id: payment.order_id,
            payment_id: payment.id,
            currency: payment.currency,
            total_minor: payment.captured_minor,
            issued_at: now.naive_utc(),
        }
    }
}

view! {
    InvoiceEntity => InvoiceView or MoneyError { id, number, order_id, payment_id; issued_at }
    with total_minor, currency => total: Money::new(total_minor, currency)?
}

impl From<&InvoiceView> for InvoiceIssued {
    fn from(view: &InvoiceView) -> Self {
        Self { invoice_id: view.id, number: view.number.clone(), order_id: view.order_id, total: view.total }
    }
}
