//! Rows of the outbox.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::{Envelope, Event, EventId};
use crate::kernel::AnyId;
use crate::schema::outbox;

/// A row of `outbox`: an event that is published after the transaction that wrote it.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Identifiable, Insertable)]
#[diesel(table_name = outbox, check_for_backend(diesel::mysql::Mysql))]
pub struct OutboxEntity {
    /// The event's id.
    pub id: EventId,
    /// The type of the fact.
    pub event_type: String,
    /// The thing the fact is about.
    pub subject_id: AnyId,
    /// The whole [`Envelope`] as JSON.
    pub payload: String,
    /// When it became true, in UTC.
    pub occurred_at: NaiveDateTime,
    /// When it was published, in UTC; null while it waits.
    pub published_at: Option<NaiveDateTime>,
}

impl OutboxEntity {
    /// The row of an event that waits.
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
