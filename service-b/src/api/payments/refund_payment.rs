//! `POST /v1/payments/{id}/refund`

use actix_web::web::Data;
use shared_models::kernel::{FaultSource, Price, ProblemKind};
use shared_models::payments::{Payment, PaymentFault, PaymentView, RefundPayment};

use crate::http::{Failure, IdempotencyKey, Json, PathId, Rejection, Valid};
use crate::payments::{self, Refund, RefundRefused};
use crate::state::State;
use crate::store::{self, Connection};

/// Why no money was given back.
pub enum RefundPaymentError {
    /// There is no such payment.
    NotFound,
    /// The rules forbid it.
    Fault(PaymentFault),
    /// The key came with another request.
    KeyReused,
    /// What the request says could not be fingerprinted.
    Fingerprint(Rejection),
    /// The database failed.
    Store(store::Error),
}

/// Gives back some of the money of a payment, or all that is left; once for a key.
///
/// # Errors
/// See [`RefundPaymentError`].
pub async fn refund_payment(
    state: Data<State>,
    PathId(id): PathId<Payment>,
    key: IdempotencyKey,
    Valid(request): Valid<RefundPayment>,
) -> Result<Json<PaymentView>, RefundPaymentError> {
    let key = key.of(&format!("refund {id}"), &request).map_err(RefundPaymentError::Fingerprint)?;
    let amount = request.amount.map(Price::money).transpose().map_err(PaymentFault::from)?;
    let refund = Refund { id, amount, event_id: state.next_id(), now: state.now() };
    let refund = move |connection: &mut Connection| payments::refund(connection, &key, refund);
    Ok(Json(state.database.run(refund).await??))
}

impl Failure for RefundPaymentError {
    const KINDS: &'static [ProblemKind] = &[
        ProblemKind::NotFound,
        ProblemKind::IdempotencyKeyReused,
        ProblemKind::IllegalTransition,
        ProblemKind::Invalid,
    ];

    fn reject(self) -> Rejection {
        let amount = |fault: PaymentFault| {
            Rejection::of_field(ProblemKind::Invalid, FaultSource::Body, "/amount", fault.to_string())
        };
        match self {
            Self::NotFound => Rejection::new(ProblemKind::NotFound),
            Self::Fault(fault) => match fault {
                PaymentFault::Status(_) | PaymentFault::OrderNotPayable(_) | PaymentFault::RefundTooLarge { .. } => {
                    Rejection::new(ProblemKind::IllegalTransition).with_detail(fault.to_string())
                }
                PaymentFault::EmptyRefund | PaymentFault::Money(_) => amount(fault),
            },
            Self::KeyReused => Rejection::new(ProblemKind::IdempotencyKeyReused),
            Self::Fingerprint(rejection) => rejection,
            Self::Store(error) => error.into(),
        }
    }
}

impl From<store::Error> for RefundPaymentError {
    fn from(error: store::Error) -> Self {
        Self::Store(error)
    }
}

impl From<PaymentFault> for RefundPaymentError {
    fn from(fault: PaymentFault) -> Self {
        Self::Fault(fault)
    }
}

impl From<RefundRefused> for RefundPaymentError {
    fn from(refused: RefundRefused) -> Self {
        match refused {
            RefundRefused::NotFound => Self::NotFound,
            RefundRefused::Fault(fault) => Self::Fault(fault),
            RefundRefused::KeyReused => Self::KeyReused,
        }
    }
}
