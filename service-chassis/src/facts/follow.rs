//! Follows the facts of another service.

use std::convert::Infallible;
use std::pin::pin;
use std::time::Duration;

use actix_web::http::{Method, StatusCode};
use actix_web::rt::time::timeout;
use futures_util::future::{Either, select};

use super::batch::HEAD;
use super::reader::is_name;
use super::redrive::redrive;
use super::take::Taker;
use super::{Cursor, Fact, Follower, SnapshotError, checkpoint};
use crate::Chassis;
use crate::background::Task;
use crate::http::RequestId;
use crate::peer::{BackOff, Down, Peer, PeerConfig, Reply};

/// The most facts of a page.
const LIMIT: u16 = 500;
/// The most facts of a transaction: a page is longer than what a slow database takes within its deadline.
const MAX_BATCH: usize = 100;
/// How many seconds a peer may wait for the next fact.
const WAIT: u16 = 20;
/// How much longer than that an answer may take.
const GRACE: Duration = Duration::from_secs(5);
/// How long to wait after an empty page.
const PAUSE: Duration = Duration::from_millis(50);
/// How long to wait after failures.
const RETRY: BackOff = BackOff { first: Duration::from_secs(1), longest: Duration::from_secs(30) };
/// The most bytes of a fact: what a statement of 16 MiB, MariaDB's default, can park.
const MAX_FACT: usize = 15 << 20;

/// Follows the facts of `config`'s peer for as long as the service runs. Of several processes on one database each asks, and
/// a fact is applied by one of them.
pub fn follow(chassis: &Chassis, config: &PeerConfig, follower: Follower) -> Task {
    let chassis = chassis.clone();
    let waiting = PeerConfig { timeout: Duration::from_secs(WAIT.into()) + GRACE, ..config.clone() };
    let (feed, peer) = (Peer::new(&waiting), Peer::new(config));
    let reader = reader(&chassis, &follower);
    let following = Following { chassis, feed, peer, follower, reader };
    Box::pin(async move {
        let (chassis, mut failures) = (&following.chassis, 0);
        while chassis.is_open() {
            let step = pin!(following.step());
            let outcome = match select(step, pin!(chassis.closing())).await {
                Either::Left((outcome, _)) => outcome,
                Either::Right(_) => return,
            };
            match outcome {
                Ok(()) => failures = 0,
                Err(error) => {
                    // An outage is one line, not one for each attempt.
                    if failures == 0 {
                        tracing::warn!(consumer = following.follower.consumer, "failed to {error}; it is tried again");
                    }
                    failures += 1;
                    let _ = timeout(RETRY.after(failures, chassis.chance()), chassis.closing()).await;
                }
            }
        }
    })
}

/// The part of a query that says who reads; nothing where the names make none, which then keep no facts at the peer.
fn reader(chassis: &Chassis, follower: &Follower) -> String {
    let name = format!("{}.{}", chassis.about().name, follower.consumer);
    if is_name(&name) {
        return format!("&reader={name}");
    }
    tracing::error!(name, "a reader cannot have this name; the peer keeps no facts for it");
    String::new()
}

struct Following {
    chassis: Chassis,
    /// Waits for facts.
    feed: Peer,
    peer: Peer,
    follower: Follower,
    reader: String,
}

impl Following {
    /// One page of the feed, or the snapshot where there is no place to go on from.
    async fn step(&self) -> Result<(), SnapshotError> {
        let (database, taker) = (&self.chassis.database, Taker::new(&self.chassis, &self.follower));
        let after = database.run(move |connection| {
            redrive(connection, &taker)?;
            checkpoint::read(connection, taker.follower.consumer)
        });
        let Some(mut after) = after.await? else { return self.begin(None).await };
        let Some(mut facts) = self.page(after).await? else {
            tracing::warn!(consumer = self.follower.consumer, %after, "the place in the feed is gone; it begins again");
            return self.begin(Some(after)).await;
        };
        if facts.is_empty() {
            // A peer that does not wait is not asked all the time.
            let _ = timeout(PAUSE, self.chassis.closing()).await;
            return Ok(());
        }
        while let Some(last) = facts.get(..MAX_BATCH).unwrap_or(&facts).last() {
            let (taker, place) = (Taker::new(&self.chassis, &self.follower), last.cursor);
            let rest = facts.split_off(facts.len().min(MAX_BATCH));
            let batch = std::mem::replace(&mut facts, rest);
            database.run(move |connection| taker.take(connection, after, &batch)).await?;
            after = place;
        }
        Ok(())
    }

    /// The facts behind a place; nothing where the place is gone. What is too long for a page is read alone, and parked unread
    /// when that is too long as well.
    async fn page(&self, after: Cursor) -> Result<Option<Vec<Fact>>, Down> {
        let (path, cause) = (format!("/v1/events?after={after}{}", self.reader), RequestId(self.chassis.next_uuid()));
        let page = self.feed.call(Method::GET, &format!("{path}&limit={LIMIT}&wait={WAIT}"), cause);
        let reply = match page.send().await {
            Err(Down::TooLong { status: StatusCode::OK, .. }) => {
                let alone = self.feed.call(Method::GET, &format!("{path}&limit=1"), cause).at_most(MAX_FACT);
                match alone.send().await {
                    Err(down @ Down::TooLong { status: StatusCode::OK, .. }) => {
                        return Ok(Some(vec![Fact::unread(after, &down.to_string())]));
                    }
                    reply => reply?,
                }
            }
            reply => reply?,
        };
        match reply.status {
            StatusCode::OK => {
                let facts = Fact::page(&reply.body, Some(after), self.chassis.now());
                facts.map(Some).map_err(|error| reply.unreadable(error))
            }
            StatusCode::GONE => Ok(None),
            _ => Err(reply.failed()),
        }
    }

    /// Begins with the snapshot, or with the oldest fact where there is none. The place is looked up before, so that no change
    /// in between is missed. Another process that was faster is not set back.
    async fn begin(&self, before: Option<Cursor>) -> Result<(), SnapshotError> {
        let (&Follower { consumer, snapshot, .. }, chassis) = (&self.follower, &self.chassis);
        let oldest = self.peer.call(Method::GET, "/v1/events?limit=1", RequestId(chassis.next_uuid()));
        let reply = oldest.at_most(MAX_FACT).send().await?;
        let head = head_of(&reply)?;
        let place = match snapshot {
            Some(snapshot) => {
                snapshot(chassis.clone(), self.peer.clone()).await?;
                head
            }
            None => {
                let facts = Fact::page(&reply.body, None, chassis.now()).map_err(|error| reply.unreadable(error))?;
                facts.first().map_or(head, |oldest| Cursor { seq: oldest.cursor.seq - 1, ..oldest.cursor })
            }
        };
        let now = chassis.now();
        let moved = chassis.database.run(move |connection| {
            let Ok(moved) = connection.transaction::<_, Infallible>(|transaction| {
                checkpoint::begin(transaction, consumer, before, place, now).map(Ok)
            })?;
            Ok(moved)
        });
        if moved.await? {
            tracing::info!(consumer, %place, "it follows from here");
        }
        Ok(())
    }
}

fn head_of(reply: &Reply) -> Result<Cursor, Down> {
    if reply.status != StatusCode::OK {
        return Err(reply.failed());
    }
    let head = reply.header(&HEAD).ok_or_else(|| reply.unreadable("it has no feed-head"))?;
    head.parse().map_err(|error| reply.unreadable(format_args!("its feed-head {error}")))
}
