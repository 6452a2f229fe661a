//! Why a payment stays as it is, for the client.

use service_chassis::failures;
use shared_models::kernel::ProblemKind;
use shared_models::payments::PaymentFault;

use crate::payments::Refused;

failures! {
    /// Why a payment was not captured or voided.
    pub enum PaymentError {
        /// No payment has this id.
        NotFound => ProblemKind::NotFound,
        /// The rules forbid it.
        Fault(PaymentFault) => ProblemKind::IllegalTransition: "{0}",
    }
}

impl From<Refused> for PaymentError {
    fn from(refused: Refused) -> Self {
        match refused {
            Refused::NotFound => Self::NotFound,
            Refused::Fault(fault) => Self::Fault(fault),
        }
    }
}
