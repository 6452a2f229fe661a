//! Facts for other services, written in the transaction that makes them true.

use chrono::{DateTime, Utc};
use service_chassis::database::{Error, MAX_ROWS, Transaction};
use shared_models::events::{Envelope, Event, EventId, OutboxEntity};
use shared_models::kernel::AnyId;

use super::insert::insert;

/// The name under which this service publishes.
pub const SOURCE: &str = "service-a";

/// The row of a fact about `subject`.
///
/// # Errors
/// [`Error::Corrupt`] when the fact cannot be written as JSON.
pub(super) fn fact<T: Event>(id: EventId, subject: AnyId, now: DateTime<Utc>, data: T) -> Result<OutboxEntity, Error> {
    OutboxEntity::new(&Envelope::new(id, SOURCE, subject, now, data)).map_err(Error::corrupt)
}

/// Writes facts.
pub(super) fn publish(transaction: &mut Transaction, facts: &[&OutboxEntity]) -> Result<(), Error> {
    for facts in facts.chunks(MAX_ROWS) {
        // A fact is unpublished until the sequencer has numbered it.
        let mut statement = insert!(
            facts => outbox: OutboxEntity { id, event_type, subject_id, payload, occurred_at } without published_at
        );
        statement.execute(transaction)?;
    }
    Ok(())
}
