//! What a change leaves behind: facts for other services and entries of the audit log, written in its transaction.

use serde_json::Value;
use service_chassis::database::{Error, Transaction};
use shared_models::audit::{AuditAction, AuditLogEntity};
use shared_models::events::{Event, OutboxEntity};
use shared_models::kernel::Id;

use super::{audit, outbox};
use crate::stamp::Stamp;

/// Who acts until requests are authenticated.
const ACTOR: &str = "system";

/// The facts and the audit entries of one change.
pub struct Record<'a> {
    stamp: &'a Stamp,
    facts: Vec<OutboxEntity>,
    entries: Vec<AuditLogEntity>,
}

impl<'a> Record<'a> {
    /// Of a change that is done now.
    pub const fn new(stamp: &'a Stamp) -> Self {
        Self { stamp, facts: Vec::new(), entries: Vec::new() }
    }

    /// Adds a fact to publish.
    ///
    /// # Errors
    /// [`Error::Corrupt`] when it cannot be written as JSON.
    pub fn fact<T: Event, S>(&mut self, subject: Id<S>, data: T) -> Result<(), Error> {
        self.facts.push(outbox::fact(self.stamp.next_id(), subject, self.stamp.now, data)?);
        Ok(())
    }

    /// Adds an audit entry; `changes` holds the new values and no personal data.
    pub fn entry<S>(&mut self, action: AuditAction, subject_type: &str, subject: Id<S>, changes: &Value) {
        let (id, now) = (self.stamp.next_id(), self.stamp.now);
        self.entries.push(AuditLogEntity::new(id, ACTOR, action, subject_type, subject, changes, now));
    }

    /// Writes both.
    pub fn write(&self, transaction: &mut Transaction) -> Result<(), Error> {
        audit::insert(transaction, &self.entries)?;
        outbox::publish(transaction, &self.facts)
    }
}
