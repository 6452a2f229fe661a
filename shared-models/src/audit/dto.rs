//! The audit log as it is read.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{AuditAction, AuditLogId};
use crate::kernel::{AnyId, Page, list_query};

list_query! {
    /// Which entries to list: a query string.
    pub struct ListAuditLogs {
        /// Only entries about this id, of whatever kind it is.
        #[garde(skip)]
        pub subject_id: Option<AnyId>,
    }
}

/// One change of one entity.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema))]
pub struct AuditLogView {
    /// Assigned on creation (UUIDv7).
    pub id: AuditLogId,
    /// Who made the change; `system` for a change without a person.
    pub actor: String,
    /// Created, updated, or moved to another state.
    pub action: AuditAction,
    /// The kind of the changed entity, such as `product`.
    pub subject_type: String,
    /// The id of the changed entity.
    pub subject_id: AnyId,
    /// The changed fields with their new values; personal data is left out.
    pub changes: serde_json::Value,
    /// UTC; the time of the transaction that made the change.
    pub occurred_at: DateTime<Utc>,
}

/// A page of audit entries.
pub type AuditLogPage = Page<AuditLogView>;
