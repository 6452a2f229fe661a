//! A consumer of the facts of one peer, as a service describes it.

use chrono::{DateTime, Utc};
use futures_util::future::LocalBoxFuture;

use super::{Fact, Unfit};
use crate::Chassis;
use crate::database::{Error, Transaction};
use crate::peer::{Down, Peer};

/// Applies one fact in a transaction. The inner error parks it; after the outer one it is tried again.
pub type Apply = fn(&mut Transaction, &Fact, DateTime<Utc>) -> Result<Result<(), Unfit>, Error>;
/// Reads the present state of the peer, for a consumer that begins, or whose place in the feed is gone.
pub type Snapshot = fn(Chassis, Peer) -> LocalBoxFuture<'static, Result<(), SnapshotError>>;

/// A consumer of the facts of one peer.
#[derive(Clone)]
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
