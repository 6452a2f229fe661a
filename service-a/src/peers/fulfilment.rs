//! Fulfilment (service-b): the calls that this service makes, in the types of the contract.

use std::sync::Arc;

use std::time::{Duration, Instant};

use actix_web::http::StatusCode;
use actix_web::rt::time::sleep;
use serde::de::DeserializeOwned;
use shared_models::inventory::{OutOfStock, ReservationView, ReserveStock, ShortLine};
use shared_models::kernel::{Problem, ProblemKind};
use shared_models::orders::OrderId;
use url::Url;

use super::{BackOff, Breaker};
use crate::config::FulfilmentConfig;
use crate::http::RequestId;

/// How often a call is made. It can be repeated, because the reservation's id is the order's.
const ATTEMPTS: u32 = 2;
/// The wait between two attempts: enough for a connection that went stale to be replaced.
const RETRY_DELAY: Duration = Duration::from_millis(50);
/// The longest answer that is read, in bytes.
const MAX_ANSWER: usize = 1 << 20;
/// The longest wait for a reservation that is refused for an unexpected reason: only a new release mends that, so one
/// call an hour is enough.
const MAX_REFUSAL_BACK_OFF: Duration = Duration::from_secs(3_600);

/// Whether fulfilment answers, and how long to wait when it does not. Shared by all workers; a clone shares it too.
#[derive(Clone)]
pub struct Fulfilment(Arc<Health>);

struct Health {
    breaker: Breaker,
    back_off: BackOff,
    timeout: Duration,
}

/// Calls fulfilment. Belongs to one thread and keeps its connections open.
#[derive(Clone)]
pub struct Client {
    http: awc::Client,
    base: Url,
}

/// An answer of fulfilment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// Done: the stock is reserved, or released.
    Done,
    /// There is not enough of these.
    Short(Vec<ShortLine>),
    /// Repeating the call is of no use: the reservation was released before, or its stock has left.
    Over(String),
    /// It refused for an unexpected reason.
    Refused(String),
}

/// There was no answer, or none of the contract. The call may be repeated later.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("get an answer from fulfilment: {0}")]
pub struct Down(String);

impl Fulfilment {
    pub fn new(config: &FulfilmentConfig) -> Self {
        let back_off = config.back_off();
        Self(Arc::new(Health { breaker: Breaker::new(back_off), back_off, timeout: config.timeout() }))
    }

    /// How long one attempt of a call may take.
    pub fn timeout(&self) -> Duration {
        self.0.timeout
    }

    /// How often the worker looks for tasks.
    pub fn poll_interval(&self) -> Duration {
        self.0.back_off.first
    }

    /// Whether a request may call.
    pub fn may_call(&self) -> bool {
        self.0.breaker.is_closed()
    }

    /// Whether the worker may call.
    pub fn may_probe(&self) -> bool {
        self.0.breaker.may_probe(instant())
    }

    /// Remembers whether a call was answered; `chance` is any number.
    pub fn note(&self, answered: bool, chance: u32) {
        if answered { self.0.breaker.succeeded() } else { self.0.breaker.failed(instant(), chance) }
    }

    /// How long to wait after `failures` failures in a row; `chance` is any number.
    pub fn back_off(&self, failures: u32, chance: u32) -> Duration {
        self.0.back_off.after(failures, chance)
    }

    /// How long to wait after `refusals` unexpected refusals in a row; `chance` is any number.
    pub fn refusal_back_off(&self, refusals: u32, chance: u32) -> Duration {
        BackOff { longest: MAX_REFUSAL_BACK_OFF, ..self.0.back_off }.after(refusals, chance)
    }
}

#[expect(clippy::disallowed_methods, reason = "an elapsed time, which a wall clock does not measure")]
fn instant() -> Instant {
    Instant::now()
}

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
        let mut attempt = 1;
        loop {
            match self.try_reserve(id, request, cause).await {
                Err(_) if attempt < ATTEMPTS => attempt += 1,
                outcome => return outcome,
            }
            sleep(RETRY_DELAY).await;
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
        refusal(response.status(), &response.body().limit(MAX_ANSWER).await.map_err(down)?)
    }

    async fn try_reserve(&self, id: OrderId, request: &ReserveStock, cause: RequestId) -> Result<Answer, Down> {
        let call = self.http.put(self.address(id)).insert_header((RequestId::HEADER, cause.header()));
        let mut response = call.send_json(request).await.map_err(down)?;
        let body = response.body().limit(MAX_ANSWER).await.map_err(down)?;
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

/// A refusal is a problem of the contract; anything else came from a proxy or an incompatible release.
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
    serde_json::from_slice(body).map_err(|error| Down(format!("it sent an unreadable answer: {error}")))
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
    fn each_refusal_is_distinguished() {
        let short = json!({ "short": [{ "product_id": "019b8e3e-3868-78db-bfaf-75728b2b9ec1", "requested": 3, "available": 1 }] });
        let answer = refusal(StatusCode::CONFLICT, &problem(ProblemKind::OutOfStock, short)).unwrap();
        assert!(matches!(answer, Answer::Short(short) if short[0].available == 1));
        let answer = refusal(StatusCode::CONFLICT, &problem(ProblemKind::IllegalTransition, json!({}))).unwrap();
        assert!(matches!(answer, Answer::Over(_)));
        let answer = refusal(StatusCode::UNPROCESSABLE_ENTITY, &problem(ProblemKind::Invalid, json!({}))).unwrap();
        assert!(matches!(answer, Answer::Refused(_)));
    }

    #[test]
    fn an_answer_outside_the_contract_counts_as_none() {
        assert!(refusal(StatusCode::BAD_GATEWAY, b"<html>").is_err());
        assert!(refusal(StatusCode::NOT_FOUND, b"<html>").is_err());
        assert!(refusal(StatusCode::SERVICE_UNAVAILABLE, &problem(ProblemKind::Unavailable, json!({}))).is_err());
    }
}
