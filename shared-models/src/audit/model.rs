//! What an entry of the audit log is about.

use crate::kernel::{ids, text_enum};

ids! { AuditLog => AuditLogId }

text_enum! {
    /// The kind of a change.
    pub enum AuditAction {
        /// The entity was created.
        Created = "created",
        /// Some of its fields changed.
        Updated = "updated",
        /// Its status moved along its state machine.
        Transitioned = "transitioned",
    }
}
