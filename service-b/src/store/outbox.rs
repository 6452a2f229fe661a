//! Facts, written in the transaction that makes them true.

use chrono::{DateTime, Utc};
use service_chassis::database::{Error, MAX_ROWS, Statement, Transaction};
use shared_models::events::{Envelope, Event, EventId, OutboxEntity};
use shared_models::kernel::Id;

/// The name under which this service publishes.
pub const SOURCE: &str = "service-b";

/// The row of a fact about `subject`.
///
/// # Errors
/// [`Error::Corrupt`] when the fact cannot be written as JSON.
pub fn fact<T: Event, S>(id: EventId, subject: Id<S>, now: DateTime<Utc>, data: T) -> Result<OutboxEntity, Error> {
    OutboxEntity::new(&Envelope::new(id, SOURCE, subject, now, data)).map_err(Error::corrupt)
}

/// Writes facts.
pub fn publish(transaction: &mut Transaction, facts: &[OutboxEntity]) -> Result<(), Error> {
    for facts in facts.chunks(MAX_ROWS) {
        let mut statement = Statement::default();
        statement.sql("INSERT INTO outbox (id, event_type, subject_id, payload, occurred_at) VALUES ").list(
            ", ",
            facts,
            // A fact is unpublished until the sequencer has numbered it.
            |row, OutboxEntity { id, event_type, subject_id, payload, occurred_at, published_at: _ }| {
                row.sql("(").uuid(id.uuid()).sql(", ").text(event_type).sql(", ").uuid(subject_id.uuid());
                row.sql(", ").text(payload).sql(", ").time(*occurred_at).sql(")");
            },
        );
        statement.execute(transaction)?;
    }
    Ok(())
}
