//! What a change leaves behind: an audit entry and the facts it publishes, written in the transaction of the change.

use chrono::{DateTime, Utc};
use serde_json::Value;
use service_chassis::database::{Error, Transaction};
use shared_models::audit::{AuditAction, AuditLog, AuditLogEntity};
use shared_models::events::{Event, EventId, OutboxEntity};
use shared_models::kernel::{AnyId, Id};

use super::{audit, outbox};

/// Who acts until requests are authenticated.
const ACTOR: &str = "system";

/// The audit entry of one change, and the facts that other services may need.
#[derive(Debug, Clone)]
pub struct Record {
    subject: AnyId,
    now: DateTime<Utc>,
    audit: AuditLogEntity,
    facts: Vec<OutboxEntity>,
}

impl Record {
    /// A change of `subject`; `changes` holds the new values and no personal data.
    pub fn new<T>(
        id: Id<AuditLog>,
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
    pub fn with_fact<T: Event>(mut self, id: EventId, fact: T) -> Result<Self, Error> {
        self.facts.push(outbox::fact(id, self.subject, self.now, fact)?);
        Ok(self)
    }

    /// Writes the record.
    pub(crate) fn write(&self, transaction: &mut Transaction) -> Result<(), Error> {
        write_all(transaction, &[self])
    }
}

/// Writes the records of several changes: one statement for the audit log, one for all facts.
pub(crate) fn write_all(transaction: &mut Transaction, records: &[&Record]) -> Result<(), Error> {
    let entries: Vec<&AuditLogEntity> = records.iter().map(|record| &record.audit).collect();
    let facts: Vec<&OutboxEntity> = records.iter().flat_map(|record| &record.facts).collect();
    audit::insert(transaction, &entries)?;
    outbox::publish(transaction, &facts)
}
