//! Rows of the outbox.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::{Envelope, Event, EventId};
use crate::kernel::AnyId;
use crate::schema::outbox;

/// A row of `outbox`: an event that is published after the transaction that wrote it.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Identifiable, Insertable)]
#[diesel(table_name = outbox, check_for_backend(diesel::mysql::Mysql))]
#[expect(missing_docs, reason = "the columns mean what the fields of the envelope mean")]
pub struct OutboxEntity {
    pub id: EventId,
    pub event_type: String,
    /// The `subject` of the envelope.
    pub subject_id: AnyId,
    /// The whole [`Envelope`] as JSON.
    pub payload: String,
    /// The `time` of the envelope.
    pub occurred_at: NaiveDateTime,
    /// Null until it is published.
    pub published_at: Option<NaiveDateTime>,
}

impl OutboxEntity {
    /// The row of an event that is not published yet.
    ///
    /// # Errors
    /// When the fact cannot be written as JSON.
    pub fn new<T: Event>(envelope: &Envelope<T>) -> Result<Self, serde_json::Error> {
        Ok(Self {
            id: envelope.id,
            event_type: envelope.event_type.clone(),
            subject_id: envelope.subject,
            payload: serde_json::to_string(envelope)?,
            occurred_at: envelope.time.naive_utc(),
            published_at: None,
        })
    }
}
