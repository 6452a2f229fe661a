//! `POST /v1/payments`

use actix_web::web::{Data, ReqData};
use service_chassis::failures;
use service_chassis::http::{Created, IdempotencyKey, RequestId, Valid};
use service_chassis::peer::Down;
use shared_models::kernel::ProblemKind;
use shared_models::payments::{AuthorisePayment, Ledger, PaymentFault, PaymentView};

use crate::payments::{self, Authorisation, AuthoriseRefused};
use crate::peers::Storefront;
use crate::state::State;
use crate::store::idempotency::{self, Stored};

failures! {
    /// Why no payment was made.
    pub enum AuthorisePaymentError {
        /// The key belongs to another request.
        KeyReused => ProblemKind::IdempotencyKeyReused,
        /// The storefront has no such order.
        UnknownOrder => ProblemKind::UnknownReference at body "/order_id": "there is no such order",
        /// The order is not in a state in which it is paid for.
        Fault(PaymentFault) => ProblemKind::IllegalTransition: "{0}",
        /// The stock of the order is free again.
        Released => ProblemKind::IllegalTransition: "the stock of the order was released",
        /// The order has a payment that was not voided.
        Paid => ProblemKind::Duplicate: "the order has a payment",
        /// The storefront, which knows what the order costs, did not answer.
        Storefront(Down) => ProblemKind::Unavailable with cause:
            "the storefront did not say what the order costs; nothing was done",
    }
}

/// Promises what an order costs, once for a key. The storefront knows the price.
pub async fn authorise_payment(
    state: Data<State>,
    storefront: Data<Storefront>,
    request_id: ReqData<RequestId>,
    key: IdempotencyKey,
    Valid(request): Valid<AuthorisePayment>,
) -> Result<Created<PaymentView>, AuthorisePaymentError> {
    let key = key.of_operation("authorise", &request)?;
    let replayed = key.clone();
    // The order may have moved on since: a repeated request gets the first answer, whatever the storefront says now.
    match state.database.run(move |connection| idempotency::find(connection.mysql(), &replayed)).await? {
        Some(Stored::Same(view)) => return Ok(created(view)),
        Some(Stored::Other) => return Err(AuthorisePaymentError::KeyReused),
        None => {}
    }
    let AuthorisePayment { order_id, method } = request;
    let order = storefront.order(order_id, *request_id).await.map_err(AuthorisePaymentError::Storefront)?;
    let order = order.ok_or(AuthorisePaymentError::UnknownOrder)?;
    let authorisation = Authorisation {
        id: state.next_id(),
        order_id,
        method,
        ledger: Ledger::authorise(order.status, order.total).map_err(AuthorisePaymentError::Fault)?,
    };
    let stamp = state.stamp();
    let made = state.database.run(move |connection| payments::authorise(connection, &key, &authorisation, &stamp));
    let made = made.await??;
    Ok(created(made))
}

fn created(view: PaymentView) -> Created<PaymentView> {
    Created { location: format!("/v1/payments/{}", view.id), view }
}

impl From<AuthoriseRefused> for AuthorisePaymentError {
    fn from(refused: AuthoriseRefused) -> Self {
        match refused {
            AuthoriseRefused::Paid => Self::Paid,
            AuthoriseRefused::Released => Self::Released,
            AuthoriseRefused::KeyReused => Self::KeyReused,
        }
    }
}
