//! Fulfilment (service-b): the calls that this service makes, in the types of the contract.

use actix_web::http::{Method, StatusCode};
use service_chassis::http::RequestId;
use service_chassis::peer::{Down, Peer, PeerConfig, Reply, retry};
use shared_models::inventory::{OutOfStock, ReservationView, ReserveStock, ShortLine};
use shared_models::kernel::{Problem, ProblemKind};
use shared_models::orders::OrderId;
use shared_models::payments::{PaymentId, PaymentView, RefundPayment};

/// The client of one thread.
#[derive(Clone)]
pub struct Fulfilment(Peer);

/// An answer of fulfilment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// Done: the stock is reserved, or released; the money is given back.
    Done,
    /// There is not enough of these.
    Short(Vec<ShortLine>),
    /// Repeating the call is of no use: the reservation was released before, its stock has left, or there is no money to give back.
    Over(String),
    /// It refused for an unexpected reason.
    Refused(String),
}

impl Fulfilment {
    pub fn new(config: &PeerConfig) -> Self {
        Self(Peer::new(config))
    }

    /// `PUT /v1/reservations/{order_id}`. It can be repeated, because the reservation's id is the order's.
    ///
    /// # Errors
    /// When there is no answer.
    pub async fn reserve(&self, id: OrderId, request: &ReserveStock, cause: RequestId) -> Result<Answer, Down> {
        retry(async || {
            let reply = self.0.call(Method::PUT, &path(id), cause).send_json(request).await?;
            if !reply.status.is_success() {
                return refusal(reply);
            }
            let ReservationView { order_id, .. } = reply.json()?;
            if order_id == id { Ok(Answer::Done) } else { Err(reply.unreadable("it is about another order")) }
        })
        .await
    }

    /// `DELETE /v1/reservations/{order_id}`.
    ///
    /// # Errors
    /// When there is no answer.
    pub async fn release(&self, id: OrderId, cause: RequestId) -> Result<Answer, Down> {
        let reply = self.0.call(Method::DELETE, &path(id), cause).send().await?;
        if reply.status.is_success() || reply.status == StatusCode::NOT_FOUND {
            return Ok(Answer::Done);
        }
        refusal(reply)
    }

    /// `GET /v1/orders/{order_id}/payment`: the payment that was not voided.
    ///
    /// # Errors
    /// When there is no answer.
    pub async fn payment(&self, id: OrderId, cause: RequestId) -> Result<Option<PaymentView>, Down> {
        let reply = self.0.call(Method::GET, &format!("/v1/orders/{id}/payment"), cause).send().await?;
        match reply.status {
            StatusCode::NOT_FOUND => Ok(None),
            StatusCode::OK => reply.json().map(Some),
            _ => Err(reply.failed()),
        }
    }

    /// `POST /v1/payments/{id}/refund`: all that is left. It can be repeated, because its key is made of the order's id.
    ///
    /// # Errors
    /// When there is no answer.
    pub async fn refund(&self, id: OrderId, payment: PaymentId, cause: RequestId) -> Result<Answer, Down> {
        let call = self.0.call(Method::POST, &format!("/v1/payments/{payment}/refund"), cause);
        let reply =
            call.idempotency_key(&format!("checkout-refund-{id}")).send_json(&RefundPayment { amount: None }).await?;
        if reply.status.is_success() { Ok(Answer::Done) } else { refusal(reply) }
    }
}

fn path(id: OrderId) -> String {
    format!("/v1/reservations/{id}")
}

/// A refusal is a problem of the contract; anything else came from a proxy or an incompatible release.
fn refusal(reply: Reply) -> Result<Answer, Down> {
    let reply = reply.unless_failed()?;
    let problem: Problem = reply.json()?;
    match problem.known_kind() {
        Some(ProblemKind::OutOfStock) => {
            let OutOfStock { problem: _, short } = reply.json()?;
            Ok(Answer::Short(short))
        }
        Some(ProblemKind::IllegalTransition) => Ok(Answer::Over(excerpt(&problem.detail.unwrap_or(problem.title)))),
        _ => Ok(Answer::Refused(excerpt(&format!("{} {}", reply.status, problem.kind)))),
    }
}

/// The start of a text that another service wrote: it is kept in the audit log, whose columns have an end.
fn excerpt(text: &str) -> String {
    text.chars().take(500).collect()
}

#[cfg(test)]
mod tests {
    use actix_web::web::Bytes;
    use serde_json::json;

    use super::*;

    fn refused(status: StatusCode, body: impl Into<Bytes>) -> Result<Answer, Down> {
        refusal(Reply::new("fulfilment", status, body.into()))
    }

    fn problem(kind: ProblemKind, extension: serde_json::Value) -> Vec<u8> {
        let mut document = serde_json::to_value(Problem::new(kind)).unwrap();
        document.as_object_mut().unwrap().extend(extension.as_object().unwrap().clone());
        document.to_string().into_bytes()
    }

    #[test]
    fn each_refusal_is_distinguished() {
        let short = json!({ "short": [{ "product_id": "019b8e3e-3868-78db-bfaf-75728b2b9ec1", "requested": 3, "available": 1 }] });
        let answer = refused(StatusCode::CONFLICT, problem(ProblemKind::OutOfStock, short)).unwrap();
        assert!(matches!(answer, Answer::Short(short) if short[0].available == 1));
        let answer = refused(StatusCode::CONFLICT, problem(ProblemKind::IllegalTransition, json!({}))).unwrap();
        assert!(matches!(answer, Answer::Over(_)));
        let answer = refused(StatusCode::UNPROCESSABLE_ENTITY, problem(ProblemKind::Invalid, json!({}))).unwrap();
        assert!(matches!(answer, Answer::Refused(_)));
    }

    #[test]
    fn an_answer_outside_the_contract_counts_as_none() {
        assert!(refused(StatusCode::BAD_GATEWAY, "<html>").is_err());
        assert!(refused(StatusCode::NOT_FOUND, "<html>").is_err());
        assert!(refused(StatusCode::SERVICE_UNAVAILABLE, problem(ProblemKind::Unavailable, json!({}))).is_err());
    }
}
