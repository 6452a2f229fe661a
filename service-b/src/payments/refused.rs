//! Why a payment stays as it is.

use shared_models::payments::PaymentFault;

/// Why a payment was not captured or voided.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    #[error("no such payment")]
    NotFound,
    /// The rules forbid it.
    #[error(transparent)]
    Fault(#[from] PaymentFault),
}
