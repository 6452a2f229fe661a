//! What happened: for the audit log, and for other services. Written in the transaction of the change it tells about.

use chrono::{DateTime, Utc};
use serde_json::Value;
use shared_models::audit::{AuditAction, AuditLogEntity};
use shared_models::events::{Envelope, Event, OutboxEntity};
use shared_models::kernel::{AnyId, Id};

use super::statement::{MOST_ROWS, Statement};
use super::{Error, Transaction};

/// The name under which this service publishes.
pub const SOURCE: &str = "service-a";
/// Who acts, until people log in.
const ACTOR: &str = "system";

/// What happened to one thing: an audit entry, and the facts that other services may want to know.
#[derive(Debug, Clone)]
pub struct Record {
    subject: AnyId,
    now: DateTime<Utc>,
    audit: AuditLogEntity,
    facts: Vec<OutboxEntity>,
}

impl Record {
    /// What was done to `subject`; `changes` has the new values and no personal data.
    pub fn new<T>(
        id: Id<shared_models::audit::AuditLog>,
        action: AuditAction,
        subject_type: &str,
        subject: Id<T>,
        changes: &Value,
        now: DateTime<Utc>,
    ) -> Self {
        let audit = AuditLogEntity::new(id, ACTOR, action, subject_type, subject, changes, now);
        Self { subject: subject.any(), now, audit, facts: Vec::new() }
    }

    /// Adds a fact to publish.
    ///
    /// # Errors
    /// [`Error::Corrupt`] when it cannot be written as JSON.
    pub fn with_fact<T: Event>(mut self, id: Id<shared_models::events::Fact>, fact: T) -> Result<Self, Error> {
        let envelope = Envelope::new(id, SOURCE, self.subject, self.now, fact);
        self.facts.push(OutboxEntity::new(&envelope).map_err(Error::corrupt)?);
        Ok(self)
    }
}

/// Writes what happened.
pub(super) fn write(transaction: &mut Transaction, record: &Record) -> Result<(), Error> {
    write_all(transaction, &[record])
}

/// Writes what happened to several things: one statement for the audit log, one for all facts.
pub(super) fn write_all(transaction: &mut Transaction, records: &[&Record]) -> Result<(), Error> {
    let mut statement = Statement::default();
    statement
        .sql("INSERT INTO audit_logs (id, actor, action, subject_type, subject_id, changes, occurred_at) VALUES ")
        .list(", ", records, |row, Record { subject: _, now: _, audit, facts: _ }| {
            row.sql("(").id(audit.id).sql(", ").text(&audit.actor).sql(", ").text(audit.action.as_str());
            row.sql(", ").text(&audit.subject_type).sql(", ").id(audit.subject_id).sql(", ").text(&audit.changes);
            row.sql(", ").time(audit.occurred_at).sql(")");
        })
        .execute(transaction)?;
    let facts: Vec<&OutboxEntity> = records.iter().flat_map(|record| &record.facts).collect();
    for facts in facts.chunks(MOST_ROWS) {
        let mut statement = Statement::default();
        statement
            .sql("INSERT INTO outbox (id, event_type, subject_id, payload, occurred_at) VALUES ")
            .list(", ", facts, |row, fact| {
                row.sql("(").id(fact.id).sql(", ").text(&fact.event_type).sql(", ").id(fact.subject_id);
                row.sql(", ").text(&fact.payload).sql(", ").time(fact.occurred_at).sql(")");
            })
            .execute(transaction)?;
    }
    Ok(())
}
