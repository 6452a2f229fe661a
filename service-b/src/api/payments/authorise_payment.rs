//! `POST /v1/payments`

use actix_web::web::{Data, ReqData};
use shared_models::kernel::{FaultSource, ProblemKind};
use shared_models::payments::{AuthorisePayment, Ledger, PaymentFault, PaymentView};

use crate::http::{Created, Failure, IdempotencyKey, Rejection, RequestId, Valid};
use crate::payments::{self, Authorisation, AuthoriseRefused};
use crate::peers::{Storefront, StorefrontError};
use crate::state::State;
use crate::store::idempotency::{self, Stored};
use crate::store::{self, Connection};

/// Why no payment was made.
pub enum AuthorisePaymentError {
    /// The key came with another request.
    KeyReused,
    /// There is no such order.
    UnknownOrder,
    /// The order is not one that is paid for now.
    Fault(PaymentFault),
    /// The order has a payment that was not called off.
    Paid,
    /// The storefront, which knows what the order costs, did not say.
    Storefront(StorefrontError),
    /// What the request says could not be fingerprinted.
    Fingerprint(Rejection),
    /// The database failed.
    Store(store::Error),
}

/// Promises what an order costs, once for a key. The storefront says how much that is.
///
/// # Errors
/// See [`AuthorisePaymentError`].
pub async fn authorise_payment(
    state: Data<State>,
    storefront: Data<Storefront>,
    request_id: ReqData<RequestId>,
    key: IdempotencyKey,
    Valid(request): Valid<AuthorisePayment>,
) -> Result<Created<PaymentView>, AuthorisePaymentError> {
    let key = key.of("authorise", &request).map_err(AuthorisePaymentError::Fingerprint)?;
    let asked = key.clone();
    // The order may have moved on since: what was answered then is answered again, whatever the storefront says now.
    match state.database.run(move |connection| idempotency::replay(connection, &asked)).await? {
        Some(Stored::Same(view)) => return Ok(created(view)),
        Some(Stored::Other) => return Err(AuthorisePaymentError::KeyReused),
        None => {}
    }
    let AuthorisePayment { order_id, method } = request;
    let order = storefront.order(order_id, *request_id).await.map_err(AuthorisePaymentError::Storefront)?;
    let order = order.ok_or(AuthorisePaymentError::UnknownOrder)?;
    let ledger = Ledger::authorise(order.status, order.total).map_err(AuthorisePaymentError::Fault)?;
    let authorisation =
        Authorisation { id: state.next_id(), order_id, method, ledger, event_id: state.next_id(), now: state.now() };
    let authorise = move |connection: &mut Connection| payments::authorise(connection, &key, &authorisation);
    Ok(created(state.database.run(authorise).await??))
}

fn created(view: PaymentView) -> Created<PaymentView> {
    Created { location: format!("/v1/payments/{}", view.id), view }
}

impl Failure for AuthorisePaymentError {
    const KINDS: &'static [ProblemKind] = &[
        ProblemKind::IdempotencyKeyReused,
        ProblemKind::UnknownReference,
        ProblemKind::IllegalTransition,
        ProblemKind::Duplicate,
    ];

    fn reject(self) -> Rejection {
        match self {
            Self::KeyReused => Rejection::new(ProblemKind::IdempotencyKeyReused),
            Self::UnknownOrder => {
                let detail = "there is no such order";
                Rejection::of_field(ProblemKind::UnknownReference, FaultSource::Body, "/order_id", detail)
            }
            Self::Fault(fault) => Rejection::new(ProblemKind::IllegalTransition).with_detail(fault.to_string()),
            Self::Paid => Rejection::new(ProblemKind::Duplicate).with_detail("the order has a payment"),
            Self::Storefront(error) => Rejection::new(ProblemKind::Unavailable)
                .with_detail("the storefront cannot tell what the order costs; nothing was done")
                .because(format_args!("failed to {error}")),
            Self::Fingerprint(rejection) => rejection,
            Self::Store(error) => error.into(),
        }
    }
}

impl From<store::Error> for AuthorisePaymentError {
    fn from(error: store::Error) -> Self {
        Self::Store(error)
    }
}

impl From<AuthoriseRefused> for AuthorisePaymentError {
    fn from(refused: AuthoriseRefused) -> Self {
        match refused {
            AuthoriseRefused::Paid => Self::Paid,
            AuthoriseRefused::KeyReused => Self::KeyReused,
        }
    }
}
