//! Work beside the requests.

use std::pin::Pin;
use std::time::Duration;

use actix_web::rt::time::timeout;
use futures_util::future::{Either, select};
use tokio::sync::Notify;

use crate::Chassis;
use crate::database::{Error, forget};
use crate::http::IdempotencyKey;

/// Work beside the requests; see [`Application::background`](crate::Application::background).
pub type Task = Pin<Box<dyn Future<Output = ()>>>;

/// How often old idempotency keys are looked for.
const FORGET_INTERVAL: Duration = Duration::from_secs(600);
/// How many keys are deleted at once: few enough that no request notices the locks.
const MAX_BATCH: u16 = 500;

/// Wakes work that waits for something to do.
#[derive(Debug, Default)]
pub struct Wake(Notify);

impl Wake {
    /// There is something to do. When the work is busy, it does not wait the next time.
    pub fn wake(&self) {
        self.0.notify_one();
    }

    /// Waits until there is something to do, for `at_most` this long, or until the service closes.
    pub async fn wait(&self, chassis: &Chassis, at_most: Duration) {
        let woken = std::pin::pin!(self.0.notified());
        let closing = std::pin::pin!(chassis.closing());
        let _ = timeout(at_most, select(woken, closing)).await;
    }
}

/// Does `work` at once and then every `interval`, until the service closes. An error is logged, and the work is tried
/// again the next time; `name` says what it is, as in "failed to NAME".
pub fn every<W, F>(chassis: &Chassis, interval: Duration, name: &'static str, work: W) -> Task
where
    W: Fn(Chassis) -> F + 'static,
    F: Future<Output = Result<(), Error>> + 'static,
{
    let chassis = chassis.clone();
    Box::pin(async move {
        loop {
            let working = std::pin::pin!(work(chassis.clone()));
            match select(working, std::pin::pin!(chassis.closing())).await {
                Either::Left((Ok(()), _)) => {}
                Either::Left((Err(error), _)) => {
                    tracing::warn!("failed to {name}: failed to {error}; it is tried again")
                }
                Either::Right(_) => return,
            }
            if timeout(interval, chassis.closing()).await.is_ok() {
                return;
            }
        }
    })
}

/// Forgets idempotency keys that are older than [`IdempotencyKey::KEPT`], for as long as the service runs. For a service
/// with the table that [`Key`](crate::database::Key) describes.
pub fn forget_idempotency_keys(chassis: &Chassis) -> Task {
    every(chassis, FORGET_INTERVAL, "forget idempotency keys", |chassis| async move {
        let count = forget_old_keys(&chassis).await?;
        if count > 0 {
            tracing::info!(count, "old idempotency keys are forgotten");
        }
        Ok(())
    })
}

/// Forgets the keys whose time is over; returns how many there were.
///
/// # Errors
/// When the database fails; what is forgotten by then stays so.
pub async fn forget_old_keys(chassis: &Chassis) -> Result<usize, Error> {
    let before = chassis.now() - IdempotencyKey::KEPT;
    let mut all = 0;
    loop {
        let count = chassis.database.run(move |connection| forget(connection, before, MAX_BATCH)).await?;
        all += count;
        if count < usize::from(MAX_BATCH) {
            return Ok(all);
        }
    }
}
