//! `POST /v1/payments`

use std::rc::Rc;

use actix_web::web::{Data, ReqData};
use service_chassis::database::{Connection, Key};
use service_chassis::failures;
use service_chassis::http::{Created, IdempotencyKey, RequestId, Valid};
use service_chassis::peer::Down;
use shared_models::kernel::{Money, ProblemKind};
use shared_models::orders::OrderId;
use shared_models::payments::{AuthorisePayment, Ledger, PaymentFault, PaymentId, PaymentView};

use crate::payments::provider::Provider;
use crate::payments::{self, Authorisation, AuthoriseRefused, NotDone};
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
        /// The payment provider is asked for another step.
        StepUnderWay => ProblemKind::Unavailable: "another step of the payment is under way; nothing was done",
        /// The payment provider did not want to.
        Declined(String) => ProblemKind::IllegalTransition: "the payment provider declined it: {0}",
        /// The payment provider did not answer.
        Provider(Down) => ProblemKind::Unavailable with cause:
            "the payment provider did not say whether it was done; the same request again finds out",
    }
}

/// Promises what an order costs, once for a key. The storefront knows the price.
pub async fn authorise_payment(
    state: Data<State>,
    storefront: Data<Storefront>,
    provider: Data<Rc<dyn Provider>>,
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
    let ledger = Ledger::authorise(order.status, order.total).map_err(AuthorisePaymentError::Fault)?;
    let stamp = state.stamp();
    let asked = match provider.is_remote() {
        false => None,
        true => ask(&state, &***provider, &key, order_id, ledger.amount, *request_id).await?,
    };
    let (id, begun) = (asked.unwrap_or_else(|| stamp.next_id()), asked.is_some());
    let authorisation = Authorisation { id, order_id, method, ledger, begun };
    let made = state.database.run(move |connection| {
        let made = payments::authorise(connection, &key, &authorisation, &stamp)?;
        if begun && made.as_ref().map(|view| view.id) != Ok(id) {
            payments::give_up(connection, id, &stamp)?;
        }
        Ok(made)
    });
    Ok(created(made.await??))
}

/// Asks the provider to authorise a payment; its id, and `None` when a request with the key has made it.
async fn ask(
    state: &State,
    provider: &dyn Provider,
    key: &Key,
    order: OrderId,
    amount: Money,
    cause: RequestId,
) -> Result<Option<PaymentId>, AuthorisePaymentError> {
    let (key, stamp) = (key.clone(), state.stamp());
    let begin = move |connection: &mut Connection| payments::begin_authorise(connection, &key, order, amount, &stamp);
    let Some(step) = state.database.run(begin).await?? else { return Ok(None) };
    let id = step.payment_id;
    payments::ask(&state.database, provider, step, cause).await??;
    Ok(Some(id))
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
            AuthoriseRefused::StepUnderWay(_) => Self::StepUnderWay,
        }
    }
}

impl From<NotDone> for AuthorisePaymentError {
    fn from(refused: NotDone) -> Self {
        match refused {
            NotDone::Declined(reason) => Self::Declined(reason),
            NotDone::StepUnderWay(_) => Self::StepUnderWay,
            NotDone::Unknown(down) => Self::Provider(down),
        }
    }
}
