//! What is thrown away in time: idempotency keys that nobody will send again.

use std::convert::Infallible;
use std::time::Duration;

use actix_web::rt::time::sleep;

use crate::http::IdempotencyKey;
use crate::state::State;
use crate::store::{Error, idempotency};

/// How often it looks.
const EVERY: Duration = Duration::from_secs(600);
/// How many keys go at once: few enough that no request notices the locks.
const BATCH: u16 = 500;

/// Keeps house until it is dropped.
pub async fn keep_house(state: State) -> Infallible {
    loop {
        match forget_keys(&state).await {
            Ok(0) => {}
            Ok(count) => tracing::info!(count, "old idempotency keys are forgotten"),
            Err(error) => tracing::warn!("failed to {error}; old idempotency keys are forgotten later"),
        }
        sleep(EVERY).await;
    }
}

/// Forgets the keys whose time is over; says how many there were.
///
/// # Errors
/// When the database fails; what is forgotten by then stays so.
pub async fn forget_keys(state: &State) -> Result<usize, Error> {
    let before = state.now() - IdempotencyKey::KEPT;
    let mut all = 0;
    loop {
        let count = state.database.run(move |connection| idempotency::delete(connection, before, BATCH)).await?;
        all += count;
        if count < usize::from(BATCH) {
            return Ok(all);
        }
    }
}
