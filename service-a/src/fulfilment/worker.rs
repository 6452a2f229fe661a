//! Says to fulfilment what could not be said when it came up.
//!
//! Everything it needs is in the table of tasks, so it begins where the last process ended. Any number of instances can run
//! it at once.

use std::time::Duration;

use actix_web::rt::time::timeout;
use futures_util::future::join_all;

use super::exchange::{put_off_until, reserve_now};
use super::{Answer, Client};
use crate::http::RequestId;
use crate::state::State;
use crate::store::reservation_tasks::{self, Kind, Task, Turn};

/// How many tasks are worked on at once: a backlog goes quickly, and fulfilment keeps room for others.
const BATCH: u16 = 16;
/// Behind a time-out: what a call may take beyond it, and what a clock may be off.
const MARGIN: Duration = Duration::from_secs(5);

/// Works until the service closes.
pub async fn work(state: State, client: Client) {
    while state.is_open() {
        let more = match round(&state, &client).await {
            Ok(done) => done == usize::from(BATCH),
            Err(error) => {
                tracing::warn!("failed to {error}; the tasks stay where they are");
                false
            }
        };
        if !more {
            // Woken when there is something to do; looks by itself now and then for what others left behind.
            let _ = timeout(state.poll_interval(), state.woken()).await;
        }
    }
}

/// Works on the oldest tasks that are due; says how many there were.
async fn round(state: &State, client: &Client) -> Result<usize, crate::store::Error> {
    if !state.may_probe() {
        return Ok(0);
    }
    // While the breaker is open one question is enough to learn whether anybody is there.
    let limit = if state.may_call() { BATCH } else { 1 };
    let now = state.now();
    let leased_until = now + state.lease();
    let tasks =
        state.database.run(move |connection| reservation_tasks::claim(connection, now, leased_until, limit)).await?;
    let count = tasks.len();
    join_all(tasks.into_iter().map(|task| attempt(state, client, task))).await;
    Ok(if limit == 1 && state.may_call() { usize::from(BATCH) } else { count })
}

async fn attempt(state: &State, client: &Client, task: Task) {
    let Task { turn, kind } = task;
    let Turn { order_id, attempts, .. } = turn;
    let cause = RequestId(state.next_id::<Task>().uuid());
    match kind {
        Kind::Reserve(request) => {
            reserve_now(state, client, turn, &request, cause).await;
        }
        Kind::Release => {
            let outcome = client.release(order_id, cause).await;
            state.note(outcome.as_ref().map(drop));
            let written = match outcome {
                Ok(Answer::Done) => finish(state, order_id, attempts).await,
                Ok(Answer::Over(detail)) => {
                    // The stock has left the house; no call brings it back.
                    tracing::error!(order = %order_id, detail, "fulfilment cannot release the stock of a cancelled order");
                    finish(state, order_id, attempts).await
                }
                Ok(Answer::Short(_)) | Ok(Answer::Refused(_)) | Err(_) => {
                    put_off_until(state, order_id, attempts).await.map(drop)
                }
            };
            if let Err(error) = written {
                tracing::warn!(order = %order_id, "failed to {error}; the task is tried again");
            }
        }
    }
}

async fn finish(
    state: &State,
    order_id: shared_models::orders::OrderId,
    attempts: i32,
) -> Result<(), crate::store::Error> {
    state.database.run(move |connection| reservation_tasks::finish(connection, order_id, attempts)).await
}

/// How long a task belongs to whoever claimed it: all tries of a call, and a margin.
pub(crate) const fn lease(call: Duration) -> Duration {
    call.saturating_mul(2).saturating_add(MARGIN)
}
