//! Releasing the stock of orders that nobody paid for in time.

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use service_chassis::Chassis;
use service_chassis::background::{Task, every};
use service_chassis::database::{Connection, Error};
use shared_models::inventory::{ReservationExpired, ReservationStatus};
use shared_models::orders::OrderId;

use super::release::free;
use crate::stamp::Stamp;
use crate::store::{Record, payments, reservations};

/// How often old reservations are looked for.
const INTERVAL: Duration = Duration::from_secs(10);
/// How many are looked up at once.
const MAX_BATCH: u16 = 100;

/// Releases reservations that are held longer than `ttl` without a payment, for as long as the service runs.
pub fn release_expired(chassis: &Chassis, ttl: TimeDelta) -> Task {
    every(chassis, INTERVAL, "release expired reservations", move |chassis| async move {
        let count = expire_old(&chassis, ttl).await?;
        if count > 0 {
            tracing::info!(count, "reservations without a payment have expired");
        }
        Ok(())
    })
}

/// Releases the reservations whose time is over; returns how many there were.
///
/// # Errors
/// When the database fails; what is released by then stays so.
pub async fn expire_old(chassis: &Chassis, ttl: TimeDelta) -> Result<usize, Error> {
    let before = chassis.now() - ttl;
    let mut all = 0;
    loop {
        let stamp = Stamp::new(chassis);
        let batch = chassis.database.run(move |connection| expire_batch(connection, before, &stamp));
        let (found, expired) = batch.await?;
        all += expired;
        // What was found and has not expired was paid for or released meanwhile.
        if found < usize::from(MAX_BATCH) || expired == 0 {
            return Ok(all);
        }
    }
}

fn expire_batch(connection: &mut Connection, before: DateTime<Utc>, stamp: &Stamp) -> Result<(usize, usize), Error> {
    let found = reservations::unpaid_since(connection, before, MAX_BATCH)?;
    let mut expired = 0;
    for order in &found {
        expired += usize::from(expire(connection, *order, before, stamp)?);
    }
    Ok((found.len(), expired))
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
