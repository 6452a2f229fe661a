//! Asking the payment provider on behalf of a request.

use service_chassis::database::{Database, Error};
use service_chassis::http::RequestId;
use service_chassis::peer::Down;
use shared_models::payments::PaymentId;

use super::begin::begin_capture;
use super::provider::{Outcome, Provider};
use crate::stamp::Stamp;
use crate::store::payment_steps::{self, PaymentStep, StepUnderWay};

/// Why the provider did not do a step.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotDone {
    #[error("the payment provider declined it: {0}")]
    Declined(String),
    #[error(transparent)]
    StepUnderWay(#[from] StepUnderWay),
    /// The same request again finds out.
    #[error(transparent)]
    Unknown(Down),
}

/// Asks for a step that has begun.
pub async fn ask(
    database: &Database,
    provider: &dyn Provider,
    step: PaymentStep,
    cause: RequestId,
) -> Result<Result<(), NotDone>, Error> {
    match provider.ask(&step, cause).await {
        Outcome::Done => Ok(Ok(())),
        Outcome::Unknown(down) => Ok(Err(NotDone::Unknown(down))),
        Outcome::Declined(reason) => {
            let PaymentStep { payment_id, step, .. } = step;
            database.run(move |connection| payment_steps::end(connection.mysql(), payment_id, step)).await?;
            Ok(Err(NotDone::Declined(reason)))
        }
    }
}

/// Asks to capture a payment, if it is authorised.
pub async fn ask_to_capture(
    database: &Database,
    provider: &dyn Provider,
    id: PaymentId,
    stamp: Stamp,
    cause: RequestId,
) -> Result<Result<(), NotDone>, Error> {
    if !provider.is_remote() {
        return Ok(Ok(()));
    }
    match database.run(move |connection| begin_capture(connection, id, &stamp)).await? {
        Ok(Some(step)) => ask(database, provider, step, cause).await,
        Ok(None) => Ok(Ok(())),
        Err(under_way) => Ok(Err(under_way.into())),
    }
}
