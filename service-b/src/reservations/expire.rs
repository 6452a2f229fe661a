//! Releasing the stock of orders that nobody paid for in time.

use std::cell::Cell;
use std::rc::Rc;
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use service_chassis::Chassis;
use service_chassis::background::{Task, every};
use service_chassis::database::{Connection, Error};
use shared_models::inventory::{ReservationExpired, ReservationStatus};
use shared_models::orders::OrderId;

use super::release::free;
use crate::stamp::Stamp;
use crate::store::reservations::{self, Place};
use crate::store::{Record, payments};

/// How often old reservations are looked for.
const INTERVAL: Duration = Duration::from_secs(10);
/// How many a run looks at. Most that are old are paid for and wait for their parcels, so a run may find none.
pub const MAX_LOOKED_AT: u16 = 1_000;

/// Releases reservations that are held longer than `ttl` without a payment, for as long as the service runs. Each run goes on
/// where the one before ended, and after the last reservation begins with the oldest again.
pub fn release_expired(chassis: &Chassis, ttl: TimeDelta) -> Task {
    let after = Rc::new(Cell::new(None));
    every(chassis, INTERVAL, "release expired reservations", move |chassis| {
        let after = Rc::clone(&after);
        async move {
            let (count, last) = expire_old(&chassis, ttl, after.get()).await?;
            after.set(last);
            if count > 0 {
                tracing::info!(count, "reservations without a payment have expired");
            }
            Ok(())
        }
    })
}

/// Releases the reservations behind `after` whose time is over. Returns how many there were, and the last one it looked at
/// where more may follow. One that cannot be released is logged and stays.
///
/// # Errors
/// When the database cannot be reached, or not be asked for them; what is released by then stays so.
pub async fn expire_old(
    chassis: &Chassis,
    ttl: TimeDelta,
    after: Option<Place>,
) -> Result<(usize, Option<Place>), Error> {
    let before = chassis.now() - ttl;
    let looking = chassis.database.run(move |connection| reservations::held(connection, before, after, MAX_LOOKED_AT));
    let looked_at = looking.await?;
    let mut count = 0;
    for &(Place { order_id, .. }, _) in looked_at.iter().filter(|(_, unpaid)| *unpaid) {
        let stamp = Stamp::new(chassis);
        match chassis.database.run(move |connection| expire(connection, order_id, before, &stamp)).await {
            Ok(expired) => count += usize::from(expired),
            Err(error @ Error::Unavailable(_)) => return Err(error),
            Err(error) => tracing::error!(%order_id, "failed to {error}; its stock stays reserved"),
        }
    }
    let is_full = looked_at.len() == usize::from(MAX_LOOKED_AT);
    Ok((count, looked_at.last().map(|(place, _)| *place).filter(|_| is_full)))
}

/// Releases one, unless it was paid for or released meanwhile: a payment locks the reservation, too.
fn expire(connection: &mut Connection, order_id: OrderId, before: DateTime<Utc>, stamp: &Stamp) -> Result<bool, Error> {
    let expired = connection.transaction(|transaction| {
        let Some(row) = reservations::lock(transaction, order_id)? else { return Ok(Err(NotDue)) };
        if row.status != ReservationStatus::Held || payments::holds(transaction, order_id, before)? {
            return Ok(Err(NotDue));
        }
        let mut record = Record::new(stamp);
        free(transaction, row, stamp, &mut record, "not paid for in time")?;
        record.fact(order_id, ReservationExpired { order_id })?;
        record.write(transaction)?;
        Ok(Ok(()))
    })?;
    Ok(expired.is_ok())
}

/// The reservation stays.
struct NotDue;
