//! Follows the facts of another service.

use std::collections::HashSet;
use std::convert::Infallible;
use std::pin::pin;
use std::time::Duration;

use actix_web::http::{Method, StatusCode};
use actix_web::rt::time::timeout;
use chrono::{DateTime, Utc};
use futures_util::future::{Either, LocalBoxFuture, select};
use uuid::Uuid;

use super::batch::HEAD;
use super::redrive::redrive;
use super::{Cursor, Fact, Unfit, checkpoint, parked};
use crate::Chassis;
use crate::background::Task;
use crate::database::{Connection, Error, Transaction};
use crate::http::RequestId;
use crate::peer::{Down, Peer, PeerConfig, Reply};

/// The most facts of a page.
const LIMIT: u16 = 500;
/// How many seconds a peer may wait for the next fact.
const WAIT: u16 = 20;
/// How much longer than that an answer may take.
const GRACE: Duration = Duration::from_secs(5);
/// How long to wait after an empty page.
const PAUSE: Duration = Duration::from_millis(50);
/// How long to wait after a failure.
const RETRY: Duration = Duration::from_secs(1);

/// Applies one fact in a transaction. The inner error parks it.
pub type Apply = fn(&mut Transaction, &Fact, DateTime<Utc>) -> Result<Result<(), Unfit>, Error>;
/// Reads the present state of the peer, for a consumer that begins, or whose place in the feed is gone.
pub type Snapshot = fn(Chassis, Peer) -> LocalBoxFuture<'static, Result<(), SnapshotError>>;

/// A consumer of the facts of one peer.
#[derive(Clone, Copy)]
pub struct Follower {
    pub(super) consumer: &'static str,
    pub(super) types: &'static [&'static str],
    pub(super) apply: Apply,
    pub(super) snapshot: Option<Snapshot>,
}

impl Follower {
    /// Takes the facts of these types and passes over the others. It remembers its place under the name `consumer`, and
    /// begins with the oldest fact that the peer keeps.
    pub const fn new(consumer: &'static str, types: &'static [&'static str], apply: Apply) -> Self {
        Self { consumer, types, apply, snapshot: None }
    }

    /// Begins with the present state of the peer instead. What changes meanwhile comes as a fact again, so applying twice
    /// must do no harm.
    #[must_use]
    pub const fn beginning_with(self, snapshot: Snapshot) -> Self {
        Self { snapshot: Some(snapshot), ..self }
    }
}

/// Why a snapshot was not read to its end: a fragment that fits "failed to …".
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SnapshotError {
    /// The peer did not give it.
    #[error("{0}")]
    Peer(#[from] Down),
    /// The database did not take it.
    #[error("{0}")]
    Database(#[from] Error),
}

/// Follows the facts of `config`'s peer for as long as the service runs. Of several processes on one database each asks, and
/// a fact is applied by one of them.
pub fn follow(chassis: &Chassis, config: &PeerConfig, follower: Follower) -> Task {
    let chassis = chassis.clone();
    let waiting = PeerConfig { timeout: Duration::from_secs(WAIT.into()) + GRACE, ..config.clone() };
    let (feed, peer) = (Peer::new(&waiting), Peer::new(config));
    Box::pin(async move {
        let mut quiet = false;
        while chassis.is_open() {
            let step = pin!(step(&chassis, &feed, &peer, follower));
            let outcome = match select(step, pin!(chassis.closing())).await {
                Either::Left((outcome, _)) => outcome,
                Either::Right(_) => return,
            };
            match outcome {
                Ok(()) => quiet = false,
                Err(error) => {
                    // An outage is one line, not one for each attempt.
                    if !std::mem::replace(&mut quiet, true) {
                        tracing::warn!(consumer = follower.consumer, "failed to {error}; it is tried again");
                    }
                    let _ = timeout(RETRY, chassis.closing()).await;
                }
            }
        }
    })
}

/// One page of the feed, or the snapshot where there is no place to go on from.
async fn step(chassis: &Chassis, feed: &Peer, peer: &Peer, follower: Follower) -> Result<(), SnapshotError> {
    let (Follower { consumer, .. }, now) = (follower, chassis.now());
    let after = chassis.database.run(move |connection| {
        redrive(connection, follower, now)?;
        checkpoint::read(connection, consumer)
    });
    let after = after.await?;
    let Some(after) = after else { return begin(chassis, peer, follower).await };
    let path = format!("/v1/events?after={after}&limit={LIMIT}&wait={WAIT}");
    let reply = feed.call(Method::GET, &path, RequestId(chassis.next_uuid())).send().await?;
    match reply.status {
        StatusCode::OK => {}
        StatusCode::GONE => {
            tracing::warn!(consumer, %after, "the place in the feed is gone; it begins again");
            return begin(chassis, peer, follower).await;
        }
        _ => return Err(reply.failed().into()),
    }
    let facts = Fact::page(&reply.body, Some(after)).map_err(|error| reply.unreadable(error))?;
    if facts.is_empty() {
        // A peer that does not wait is not asked all the time.
        let _ = timeout(PAUSE, chassis.closing()).await;
        return Ok(());
    }
    let now = chassis.now();
    Ok(chassis.database.run(move |connection| take(connection, follower, after, &facts, now)).await?)
}

/// Begins with the snapshot, or with the oldest fact where there is none. The place is looked up before, so that no change in
/// between is missed.
async fn begin(chassis: &Chassis, peer: &Peer, follower: Follower) -> Result<(), SnapshotError> {
    let consumer = follower.consumer;
    let reply = peer.call(Method::GET, "/v1/events?limit=1", RequestId(chassis.next_uuid())).send().await?;
    let head = head_of(&reply)?;
    let place = match follower.snapshot {
        Some(snapshot) => {
            snapshot(chassis.clone(), peer.clone()).await?;
            head
        }
        None => {
            let facts = Fact::page(&reply.body, None).map_err(|error| reply.unreadable(error))?;
            facts.first().map_or(head, |oldest| Cursor { seq: oldest.cursor.seq - 1, ..oldest.cursor })
        }
    };
    let now = chassis.now();
    let moved = chassis.database.run(move |connection| {
        let Ok(moved) = connection
            .transaction::<_, Infallible>(|transaction| checkpoint::write(transaction, consumer, place, now).map(Ok))?;
        Ok(moved)
    });
    moved.await?;
    tracing::info!(consumer, %place, "it follows from here");
    Ok(())
}

fn head_of(reply: &Reply) -> Result<Cursor, Down> {
    if reply.status != StatusCode::OK {
        return Err(reply.failed());
    }
    let head = reply.header(&HEAD).ok_or_else(|| reply.unreadable("it has no feed-head"))?;
    head.parse().map_err(|error| reply.unreadable(format_args!("its feed-head {error}")))
}

/// Applies facts and moves the place, in one transaction; nothing when another process was faster. If one of them does not fit,
/// they are applied one by one, so that only it is parked.
fn take(
    connection: &mut Connection,
    follower: Follower,
    after: Cursor,
    facts: &[Fact],
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let together = connection.transaction(|transaction| {
        if checkpoint::lock(transaction, follower.consumer)? != Some(after) {
            return Ok(Ok(()));
        }
        let mut waiting: HashSet<Uuid> = parked::subjects(transaction, follower.consumer)?.into_iter().collect();
        for fact in facts {
            if let Err(unfit) = apply(transaction, follower, &mut waiting, fact, now)? {
                return Ok(Err(unfit));
            }
        }
        move_behind(transaction, follower, facts, now).map(Ok)
    })?;
    let Err(Unfit(_)) = together else { return Ok(()) };
    let mut before = after;
    for fact in facts {
        take_one(connection, follower, before, fact, now)?;
        before = fact.cursor;
    }
    Ok(())
}

fn take_one(
    connection: &mut Connection,
    follower: Follower,
    after: Cursor,
    fact: &Fact,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let mut reason = None;
    // The second time to park it, without what the first one may have done before it found the fact unfit.
    for _ in 0..2 {
        let taken = connection.transaction(|transaction| {
            if checkpoint::lock(transaction, follower.consumer)? != Some(after) {
                return Ok(Ok(()));
            }
            match &reason {
                None => {
                    let mut waiting = parked::subjects(transaction, follower.consumer)?.into_iter().collect();
                    if let Err(unfit) = apply(transaction, follower, &mut waiting, fact, now)? {
                        return Ok(Err(unfit));
                    }
                }
                Some(Unfit(reason)) => parked::park(transaction, follower.consumer, fact, reason, now)?,
            }
            move_behind(transaction, follower, std::slice::from_ref(fact), now).map(Ok)
        })?;
        let Err(unfit) = taken else { return Ok(()) };
        tracing::error!(consumer = follower.consumer, fact = %fact.id, cursor = %fact.cursor, "a fact is parked: {unfit}");
        reason = Some(unfit);
    }
    Ok(())
}

/// Applies a fact, or lets it wait behind an earlier one about the same subject.
fn apply(
    transaction: &mut Transaction,
    follower: Follower,
    waiting: &mut HashSet<Uuid>,
    fact: &Fact,
    now: DateTime<Utc>,
) -> Result<Result<(), Unfit>, Error> {
    if !follower.types.contains(&fact.event_type.as_str()) {
        return Ok(Ok(()));
    }
    if waiting.contains(&fact.subject) {
        return parked::park(transaction, follower.consumer, fact, "waits behind an earlier fact", now).map(Ok);
    }
    (follower.apply)(transaction, fact, now)
}

fn move_behind(
    transaction: &mut Transaction,
    follower: Follower,
    facts: &[Fact],
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let Some(last) = facts.last() else { return Ok(()) };
    checkpoint::write(transaction, follower.consumer, last.cursor, now)
}
