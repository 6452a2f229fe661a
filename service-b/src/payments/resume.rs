//! Finishing what the payment provider was asked for and nobody recorded: after a crash, or when it gave no answer.

use std::rc::Rc;
use std::time::Duration;

use service_chassis::Chassis;
use service_chassis::background::{Task, every};
use service_chassis::database::{Connection, Error};
use service_chassis::http::RequestId;
use shared_models::kernel::AnyId;

use super::provider::{Outcome, Provider};
use super::{Refund, capture, refund};
use crate::stamp::Stamp;
use crate::store::payment_steps::{self, PaymentStep, Step};

/// How often steps that are due are looked for.
const INTERVAL: Duration = Duration::from_secs(1);
/// How many are claimed at once.
const MAX_BATCH: u8 = 20;

/// Finishes steps for as long as the service runs.
pub fn resume_steps(chassis: &Chassis, provider: Rc<dyn Provider>) -> Task {
    every(chassis, INTERVAL, "finish the steps of payments", move |chassis| {
        let provider = Rc::clone(&provider);
        async move {
            let now = chassis.now();
            let due = chassis.database.run(move |connection| payment_steps::claim(connection, now, MAX_BATCH)).await?;
            for step in due {
                let payment = step.payment_id;
                if let Err(error) = resume(&chassis, &*provider, step).await {
                    tracing::warn!(%payment, "failed to {error}; the step is finished later");
                }
            }
            Ok(())
        }
    })
}

async fn resume(chassis: &Chassis, provider: &dyn Provider, step: PaymentStep) -> Result<(), Error> {
    let (payment, stamp) = (step.payment_id, Stamp::new(chassis));
    if step.step == Step::Authorise {
        // Whoever wanted the payment is gone; who comes back with the key gets another one.
        let request_id: AnyId = stamp.next_id();
        let given_up = move |connection: &mut Connection| {
            payment_steps::give_up(connection.mysql(), payment, request_id, stamp.now)
        };
        return chassis.database.run(given_up).await;
    }
    match provider.ask(&step, RequestId(chassis.next_uuid())).await {
        Outcome::Done => chassis.database.run(move |connection| record(connection, &step, &stamp)).await,
        Outcome::Declined(reason) => {
            tracing::warn!(%payment, step = step.step.as_str(), "the payment provider declined it: {reason}");
            chassis.database.run(move |connection| payment_steps::end(connection.mysql(), payment, step.step)).await?;
            Ok(())
        }
        Outcome::Unknown(down) => {
            tracing::warn!(%payment, step = step.step.as_str(), "failed to {down}; it is asked again");
            Ok(())
        }
    }
}

/// Records that the provider has done a step.
fn record(connection: &mut Connection, step: &PaymentStep, stamp: &Stamp) -> Result<(), Error> {
    let PaymentStep { payment_id, amount, ref key, .. } = *step;
    match (step.step, key) {
        (Step::Capture, _) => {
            capture(connection, payment_id, stamp)?.map_err(Error::corrupt)?;
        }
        (Step::Refund, Some(key)) => {
            let wanted = Refund { id: payment_id, amount: Some(amount) };
            refund(connection, key, &wanted, stamp)?.map_err(Error::corrupt)?;
        }
        (Step::Authorise | Step::Void | Step::Refund, _) => {}
    }
    payment_steps::end(connection.mysql(), payment_id, step.step)?;
    Ok(())
}
