//! Facts about payments.

use serde::{Deserialize, Serialize};

use super::{InvoiceId, PaymentId};
use crate::kernel::Money;
use crate::orders::OrderId;

/// A payment was authorised: the money is promised, not taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema))]
pub struct PaymentAuthorised {
    /// Also the `subject` of the event.
    pub payment_id: PaymentId,
    /// The order that is paid.
    pub order_id: OrderId,
    /// The amount authorised.
    pub amount: Money,
}

/// A payment was captured: the money is taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema))]
pub struct PaymentCaptured {
    /// Also the `subject` of the event.
    pub payment_id: PaymentId,
    /// The order that is paid.
    pub order_id: OrderId,
    /// The amount taken.
    pub amount: Money,
}

/// Money of a captured payment was refunded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema))]
pub struct PaymentRefunded {
    /// Also the `subject` of the event.
    pub payment_id: PaymentId,
    /// The order that was paid.
    pub order_id: OrderId,
    /// The amount of this refund.
    pub amount: Money,
    /// The sum of all refunds of the payment, this one included.
    pub refunded: Money,
}

/// A payment was voided before its money was taken: its order can be paid anew. Since 1.7.0.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema))]
pub struct PaymentVoided {
    /// Also the `subject` of the event.
    pub payment_id: PaymentId,
    /// The order that is not paid any more.
    pub order_id: OrderId,
}

/// An invoice was issued, in the transaction of the capture.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema))]
pub struct InvoiceIssued {
    /// Also the `subject` of the event.
    pub invoice_id: InvoiceId,
    /// Numbered without gaps, as tax law requires.
    pub number: String,
    /// The order that was paid.
    pub order_id: OrderId,
    /// The amount captured.
    pub total: Money,
}
