//! Requests and views of payments and invoices.

use chrono::{DateTime, Utc};
use garde::Validate;
use serde::{Deserialize, Serialize};

use super::{InvoiceId, PaymentId, PaymentMethod, PaymentStatus};
use crate::kernel::{Money, Price};
use crate::orders::OrderId;

/// Promises the money for an order; how much, the order says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema))]
pub struct AuthorisePayment {
    /// The order.
    #[garde(skip)]
    pub order_id: OrderId,
    /// How the customer pays.
    #[garde(skip)]
    pub method: PaymentMethod,
}

/// Gives money back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema))]
pub struct RefundPayment {
    /// How much; all that is left if absent.
    #[garde(dive)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<Price>,
}

/// A payment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema))]
pub struct PaymentView {
    /// The payment's id.
    pub id: PaymentId,
    /// The order it is for.
    pub order_id: OrderId,
    /// How the customer pays.
    pub method: PaymentMethod,
    /// How far it has come.
    pub status: PaymentStatus,
    /// What was promised.
    pub amount: Money,
    /// What was taken.
    pub captured: Money,
    /// What was given back.
    pub refunded: Money,
    /// The invoice, once the money is taken.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub invoice_id: Option<InvoiceId>,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// When it last changed.
    pub updated_at: DateTime<Utc>,
}

/// An invoice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema))]
pub struct InvoiceView {
    /// The invoice's id.
    pub id: InvoiceId,
    /// Its number: without gaps, as tax law asks for.
    pub number: String,
    /// The order it is for.
    pub order_id: OrderId,
    /// The payment that issued it.
    pub payment_id: PaymentId,
    /// What was paid.
    pub total: Money,
    /// When it was issued.
    pub issued_at: DateTime<Utc>,
}
