//! How far the facts are numbered: as the database has it, and as this process knows it.

use std::time::Duration;

use actix_web::rt::time::timeout;
use diesel::prelude::*;
use tokio::sync::watch;

use super::Cursor;
use super::tables::{outbox, outbox_head};

/// How far the facts are numbered; nothing before the service has run for the first time.
pub(super) fn stored(connection: &mut MysqlConnection) -> QueryResult<Option<Cursor>> {
    let head = outbox_head::table.find(1).select((outbox_head::epoch, outbox_head::seq));
    let head: Option<(i64, i64)> = head.first(connection).optional()?;
    Ok(head.map(|(epoch, seq)| Cursor { epoch, seq }))
}

/// The number of the oldest fact that is kept.
pub(super) fn oldest(connection: &mut MysqlConnection) -> QueryResult<Option<i64>> {
    outbox::table.select(diesel::dsl::min(outbox::seq)).first(connection)
}

/// How far the facts are numbered; readers wait here for more.
#[derive(Debug)]
pub(crate) struct Head(watch::Sender<Option<Cursor>>);

impl Default for Head {
    fn default() -> Self {
        Self(watch::Sender::new(None))
    }
}

impl Head {
    /// The facts are numbered up to here.
    pub(super) fn move_to(&self, head: Cursor) {
        self.0.send_if_modified(|known| known.replace(head) != Some(head));
    }

    /// Waits until there is a fact behind `cursor`, at most this long.
    pub(super) async fn beyond(&self, cursor: Cursor, at_most: Duration) {
        let mut head = self.0.subscribe();
        let there = head.wait_for(|head| head.is_some_and(|head| head.epoch != cursor.epoch || head.seq > cursor.seq));
        let _ = timeout(at_most, there).await;
    }
}
