//! Requests and views of payments and invoices.

use chrono::{DateTime, Utc};
use garde::Validate;
use serde::{Deserialize, Serialize};

use super::{InvoiceId, PaymentId, PaymentMethod, PaymentStatus};
use crate::kernel::{Money, Price};
use crate::orders::OrderId;

/// Authorises the total of an order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema))]
pub struct AuthorisePayment {
    /// Must be confirmed; its total is the amount.
    #[garde(skip)]
    pub order_id: OrderId,
    /// Fixed for the life of the payment.
    #[garde(skip)]
    pub method: PaymentMethod,
}

/// Refunds all or part of a captured payment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema))]
pub struct RefundPayment {
    /// At most what was captured and not yet refunded; all of that if absent.
    #[garde(dive)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<Price>,
}

/// The money authorised, captured and refunded for an order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema))]
pub struct PaymentView {
    /// Assigned on creation (UUIDv7).
    pub id: PaymentId,
    /// The order that is paid.
    pub order_id: OrderId,
    /// Chosen when it was authorised.
    pub method: PaymentMethod,
    /// Decides whether it can be captured, voided or refunded.
    pub status: PaymentStatus,
    /// The amount authorised.
    pub amount: Money,
    /// The amount taken: 0, or all of `amount`.
    pub captured: Money,
    /// The sum of all refunds; at most `captured`.
    pub refunded: Money,
    /// Issued by the capture; absent before it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub invoice_id: Option<InvoiceId>,
    /// UTC; set once.
    pub created_at: DateTime<Utc>,
    /// UTC; moves with every change.
    pub updated_at: DateTime<Utc>,
}

/// The bill that a capture issues.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema))]
pub struct InvoiceView {
    /// Assigned on creation (UUIDv7).
    pub id: InvoiceId,
    /// Numbered without gaps, as tax law requires.
    pub number: String,
    /// The order that was paid.
    pub order_id: OrderId,
    /// The payment whose capture issued it.
    pub payment_id: PaymentId,
    /// The amount captured.
    pub total: Money,
    /// UTC; set once.
    pub issued_at: DateTime<Utc>,
}
