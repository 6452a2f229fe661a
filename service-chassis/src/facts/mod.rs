//! Facts: from the outbox of one service to the effect in another.
//!
//! A service writes a fact into its table `outbox` in the transaction that makes it true. [`number`] gives the committed ones
//! numbers without gaps, [`feed`] serves them in that order, and in another service [`follow`] reads them from there and
//! remembers how far it came in the transaction of their effect. So a fact has its effect once, whatever is killed when.
//!
//! A service that publishes needs the tables of [`publisher_tables`], one that follows those of [`follower_tables`].

mod batch;
mod checkpoint;
mod cursor;
pub(crate) mod dead_letters;
pub(crate) mod epoch;
mod fact;
mod feed;
mod follow;
mod follower;
mod forget;
mod head;
mod number;
pub(crate) mod page;
mod parked;
mod query;
mod reader;
mod redrive;
pub(crate) mod retained;
pub(crate) mod status;
mod tables;
mod take;

pub(crate) use batch::{event, event_schema};
pub use cursor::{Cursor, InvalidCursor};
pub use fact::{Fact, Unfit};
pub use feed::feed;
pub use follow::follow;
pub use follower::{Apply, Follower, Snapshot, SnapshotError};
pub use forget::{forget, forget_old_facts};
pub(crate) use head::Head;
pub use number::number;
#[cfg(feature = "testkit")]
pub(crate) use tables::BOOKKEEPING;
pub use tables::{follower_tables, publisher_tables};
