//! What other releases leave in the tables: the tasks of the one before sagas, and sagas that this one does not know.

use std::convert::Infallible;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use chrono::{DateTime, Utc};
use service_chassis::Chassis;
use service_chassis::background::{Task, every};
use service_chassis::database::{Connection, Error};

use super::advance::row;
use super::saga::{DEFINITION, State};
use crate::store::reservation_tasks::{self, Kind};
use crate::store::sagas::{self, Found};

/// How often it is looked for what they have left.
const INTERVAL: Duration = Duration::from_secs(1);
/// How many tasks are taken over at once.
const MAX_BATCH: u16 = 100;

/// Makes sagas of the tasks that the release before leaves, for as long as the service runs, and says once that there are sagas
/// which this release does not know. They are left alone: the release that knows them goes on with them.
pub fn look_after_other_releases(chassis: &Chassis) -> Task {
    let noticed = Arc::new(AtomicBool::new(false));
    every(chassis, INTERVAL, "look after other releases", move |chassis| {
        let noticed = Arc::clone(&noticed);
        async move {
            let (now, unnoticed) = (chassis.now(), !noticed.load(Ordering::Relaxed));
            let look = move |connection: &mut Connection| {
                let strangers = if unnoticed { sagas::stranger(connection, DEFINITION, now)? } else { None };
                Ok((take_over(connection, now)?, strangers))
            };
            let (count, stranger) = chassis.database.run(look).await?;
            if count > 0 {
                tracing::info!(count, "reservation tasks of the release before are taken over");
            }
            if let Some((order, definition, version, state)) = stranger {
                tracing::warn!(%order, definition, version, state, "sagas of another release are due; they are left alone");
                noticed.store(true, Ordering::Relaxed);
            }
            Ok(())
        }
    })
}

fn take_over(connection: &mut Connection, now: DateTime<Utc>) -> Result<usize, Error> {
    let Ok(count) = connection.transaction::<_, Infallible>(|transaction| {
        let tasks = reservation_tasks::take(transaction, now, MAX_BATCH)?;
        for (id, kind) in &tasks {
            let state = match (kind, sagas::lock(transaction, DEFINITION, *id)?) {
                // Its saga knows more than the task.
                (Kind::Reserve, Some(_)) | (Kind::Release, Some(Found { state: None, .. })) => continue,
                (Kind::Reserve, None) => State::Reserving,
                (Kind::Release, _) => State::Releasing,
            };
            sagas::enter(transaction, row(*id, state, Some(now), now))?;
        }
        Ok(Ok(tasks.len()))
    })?;
    Ok(count)
}
