//! What an entry of the audit log is about.

use crate::kernel::{Id, text_enum};

/// Labels the ids of audit entries.
pub enum AuditLog {}

/// The id of an audit entry.
pub type AuditLogId = Id<AuditLog>;

text_enum! {
    /// What was done.
    pub enum AuditAction {
        /// It came to be.
        Created = "created",
        /// Some of its fields changed.
        Updated = "updated",
        /// It went from one state to another.
        Transitioned = "transitioned",
    }
}
