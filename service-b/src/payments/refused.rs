//! Why a payment stays as it is.

use shared_models::payments::PaymentFault;

use crate::store::payment_steps::StepUnderWay;

/// Why a payment was not captured or voided.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    #[error("no such payment")]
    NotFound,
    /// The rules forbid it.
    #[error(transparent)]
    Fault(#[from] PaymentFault),
    #[error(transparent)]
    StepUnderWay(#[from] StepUnderWay),
}
