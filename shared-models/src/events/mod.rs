//! The envelope of every event, and the outbox it is published from.

mod dto;
pub use dto::{AnyEvent, EVENT_TYPES, Envelope, Event, EventId, Fact, UnreadableEvent};

#[cfg(feature = "db")]
mod entity;
#[cfg(feature = "db")]
pub use entity::OutboxEntity;
