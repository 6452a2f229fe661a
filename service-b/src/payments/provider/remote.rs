//! A provider over HTTP: `POST /v1/{step}` with `key`, `payment_id` and `amount`. 200 is done, 402 is declined with a
//! `reason`, and everything else says nothing.

use actix_web::http::{Method, StatusCode};
use serde::Deserialize;
use serde_json::json;
use service_chassis::http::RequestId;
use service_chassis::peer::{Down, Peer, PeerConfig, retry};

use super::{Asking, Outcome, Provider};
use crate::store::payment_steps::PaymentStep;

/// The longest reason that is passed on, in characters.
const MAX_REASON: usize = 200;

/// The client of one thread.
pub struct Remote(Peer);

#[derive(Deserialize)]
struct Declined {
    reason: String,
}

impl Remote {
    pub fn new(config: &PeerConfig) -> Self {
        Self(Peer::new(config))
    }

    async fn post(&self, step: &PaymentStep, cause: RequestId) -> Result<Outcome, Down> {
        let PaymentStep { payment_id, request_id, step, amount, key: _ } = step;
        let body = json!({ "key": request_id, "payment_id": payment_id, "amount": amount });
        let reply = self.0.call(Method::POST, &format!("/v1/{}", step.as_str()), cause).send_json(&body).await?;
        match reply.status {
            StatusCode::OK => Ok(Outcome::Done),
            StatusCode::PAYMENT_REQUIRED => {
                let Declined { reason } = reply.json()?;
                let shown = reason.chars().filter(|character| !character.is_control());
                Ok(Outcome::Declined(shown.take(MAX_REASON).collect()))
            }
            _ => Err(reply.failed()),
        }
    }
}

impl Provider for Remote {
    fn is_remote(&self) -> bool {
        true
    }

    fn ask<'a>(&'a self, step: &'a PaymentStep, cause: RequestId) -> Asking<'a> {
        // Its key makes a second try safe, as after a connection that was closed while it was idle.
        Box::pin(async move {
            let asking = retry(async || self.post(step, cause).await);
            self.0.in_time(asking).await.unwrap_or_else(Outcome::Unknown)
        })
    }
}
