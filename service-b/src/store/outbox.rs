//! Facts, written in the transaction that makes them true.

use chrono::{DateTime, Utc};
use diesel::RunQueryDsl;
use shared_models::events::{Envelope, Event, EventId, OutboxEntity};
use shared_models::kernel::Id;

use super::statement::{MOST_ROWS, Statement};
use super::{Error, Transaction};

/// The name under which this service speaks.
pub const SOURCE: &str = "service-b";

/// The row of a fact about `subject`.
///
/// # Errors
/// [`Error::Corrupt`] when the fact cannot be written as JSON.
pub fn fact<T: Event, S>(id: EventId, subject: Id<S>, now: DateTime<Utc>, data: T) -> Result<OutboxEntity, Error> {
    OutboxEntity::new(&Envelope::new(id, SOURCE, subject, now, data)).map_err(|error| Error::Corrupt(error.to_string()))
}

/// Writes facts.
pub(super) fn publish(transaction: &mut Transaction, facts: &[OutboxEntity]) -> Result<(), Error> {
    for facts in facts.chunks(MOST_ROWS) {
        let mut statement = Statement::default();
        statement.sql("INSERT INTO outbox (id, event_type, subject_id, payload, occurred_at) VALUES ").list(
            ", ",
            facts,
            |row, fact| {
                row.sql("(").id(fact.id).sql(", ").text(&fact.event_type).sql(", ").id(fact.subject_id);
                row.sql(", ").text(&fact.payload).sql(", ").time(fact.occurred_at).sql(")");
            },
        );
        statement.execute(transaction)?;
    }
    Ok(())
}
