//! The calls themselves, in the types of the contract.

use std::time::Duration;

use actix_web::http::StatusCode;
use actix_web::rt::time::sleep;
use serde::de::DeserializeOwned;
use shared_models::inventory::{OutOfStock, ReservationView, ReserveStock, ShortLine};
use shared_models::kernel::{Problem, ProblemKind};
use shared_models::orders::OrderId;
use url::Url;

use crate::config::FulfilmentConfig;
use crate::http::RequestId;

/// How often a call is made before the caller gets to know that it failed. Both calls can be repeated: the reservation's
/// id is the order's.
const TRIES: u32 = 2;
/// The wait between two tries: enough for a connection that went stale to be replaced.
const PAUSE: Duration = Duration::from_millis(50);
/// The longest answer that is read.
const ANSWER_LIMIT: usize = 1 << 20;

/// Calls fulfilment. Belongs to one thread and keeps its connections open.
#[derive(Clone)]
pub struct Client {
    http: awc::Client,
    base: Url,
}

/// What fulfilment said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// Done: the stock is reserved, or released.
    Done,
    /// There is not enough of these.
    Short(Vec<ShortLine>),
    /// It will not do it, however often it is asked: the reservation was released before, or its stock has left.
    Over(String),
    /// It understood, and refused for a reason nobody expects.
    Refused(String),
}

/// It did not answer, or not with anything that could be understood. Asking again later is right.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("get an answer from fulfilment: {0}")]
pub struct Down(String);

impl Client {
    /// A client for this thread.
    pub fn new(config: &FulfilmentConfig) -> Self {
        let connector = awc::Connector::new().timeout(config.timeout());
        let http = awc::Client::builder().connector(connector).timeout(config.timeout()).finish();
        Self { http, base: config.fulfilment_url.clone() }
    }

    /// `PUT /v1/reservations/{order_id}`.
    ///
    /// # Errors
    /// [`Down`].
    pub async fn reserve(&self, id: OrderId, request: &ReserveStock, cause: RequestId) -> Result<Answer, Down> {
        let mut tries = 1;
        loop {
            match self.try_reserve(id, request, cause).await {
                Err(_) if tries < TRIES => tries += 1,
                outcome => return outcome,
            }
            sleep(PAUSE).await;
        }
    }

    /// `DELETE /v1/reservations/{order_id}`.
    ///
    /// # Errors
    /// [`Down`].
    pub async fn release(&self, id: OrderId, cause: RequestId) -> Result<Answer, Down> {
        let call = self.http.delete(self.address(id)).insert_header((RequestId::HEADER, cause.header()));
        let mut response = call.send().await.map_err(down)?;
        if response.status().is_success() || response.status() == StatusCode::NOT_FOUND {
            return Ok(Answer::Done);
        }
        refusal(response.status(), &response.body().limit(ANSWER_LIMIT).await.map_err(down)?)
    }

    async fn try_reserve(&self, id: OrderId, request: &ReserveStock, cause: RequestId) -> Result<Answer, Down> {
        let call = self.http.put(self.address(id)).insert_header((RequestId::HEADER, cause.header()));
        let mut response = call.send_json(request).await.map_err(down)?;
        let body = response.body().limit(ANSWER_LIMIT).await.map_err(down)?;
        if response.status().is_success() {
            let ReservationView { order_id, .. } = read(&body)?;
            return if order_id == id {
                Ok(Answer::Done)
            } else {
                Err(Down("it answered for another order".to_owned()))
            };
        }
        refusal(response.status(), &body)
    }

    fn address(&self, id: OrderId) -> String {
        format!("{}/v1/reservations/{id}", self.base.as_str().trim_end_matches('/'))
    }
}

/// A refusal is a problem of the contract; anything else is something between us and fulfilment.
fn refusal(status: StatusCode, body: &[u8]) -> Result<Answer, Down> {
    if status.is_server_error() {
        return Err(Down(format!("it answered {status}")));
    }
    let problem: Problem = read(body)?;
    match problem.known_kind() {
        Some(ProblemKind::OutOfStock) => {
            let OutOfStock { problem: _, short } = read(body)?;
            Ok(Answer::Short(short))
        }
        Some(ProblemKind::IllegalTransition) => Ok(Answer::Over(problem.detail.unwrap_or(problem.title))),
        _ => Ok(Answer::Refused(format!("{status} {}", problem.kind))),
    }
}

fn read<T: DeserializeOwned>(body: &[u8]) -> Result<T, Down> {
    serde_json::from_slice(body).map_err(|error| Down(format!("it answered something unknown: {error}")))
}

fn down(error: impl std::fmt::Display) -> Down {
    Down(error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn problem(kind: ProblemKind, extension: serde_json::Value) -> Vec<u8> {
        let mut document = serde_json::to_value(Problem::new(kind)).unwrap();
        document.as_object_mut().unwrap().extend(extension.as_object().unwrap().clone());
        document.to_string().into_bytes()
    }

    #[test]
    fn each_refusal_is_told_apart() {
        let short = json!({ "short": [{ "product_id": "019b8e3e-3868-78db-bfaf-75728b2b9ec1", "requested": 3, "available": 1 }] });
        let answer = refusal(StatusCode::CONFLICT, &problem(ProblemKind::OutOfStock, short)).unwrap();
        assert!(matches!(answer, Answer::Short(short) if short[0].available == 1));
        let answer = refusal(StatusCode::CONFLICT, &problem(ProblemKind::IllegalTransition, json!({}))).unwrap();
        assert!(matches!(answer, Answer::Over(_)));
        let answer = refusal(StatusCode::UNPROCESSABLE_ENTITY, &problem(ProblemKind::Invalid, json!({}))).unwrap();
        assert!(matches!(answer, Answer::Refused(_)));
    }

    #[test]
    fn what_is_not_of_the_contract_is_no_answer() {
        assert!(refusal(StatusCode::BAD_GATEWAY, b"<html>").is_err());
        assert!(refusal(StatusCode::NOT_FOUND, b"<html>").is_err());
        assert!(refusal(StatusCode::SERVICE_UNAVAILABLE, &problem(ProblemKind::Unavailable, json!({}))).is_err());
    }
}
