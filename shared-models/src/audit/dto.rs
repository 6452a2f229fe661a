//! The audit log as it is read.

use chrono::{DateTime, Utc};
use garde::Validate;
use serde::{Deserialize, Serialize};

use super::{AuditAction, AuditLogId};
use crate::kernel::{AnyId, CURSOR, Page, PageQuery};

/// Which entries to list: a query string.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema))]
pub struct ListAuditLogs {
    /// Only entries about the thing with this id.
    #[garde(skip)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject_id: Option<AnyId>,
    /// `next_cursor` of the page before; absent for the first page.
    #[garde(pattern(CURSOR))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
    /// How many, 1 to 100; 20 if absent.
    #[garde(range(min = 1, max = PageQuery::MAX_LIMIT))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<u16>,
}

/// One change that somebody made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema))]
pub struct AuditLogView {
    /// The entry's id.
    pub id: AuditLogId,
    /// Who did it.
    pub actor: String,
    /// What was done.
    pub action: AuditAction,
    /// The kind of thing it was done to, such as `product`.
    pub subject_type: String,
    /// The id of the thing it was done to.
    pub subject_id: AnyId,
    /// The fields that changed, with their new values; personal data is left out.
    pub changes: serde_json::Value,
    /// When it was done.
    pub occurred_at: DateTime<Utc>,
}

/// A page of audit entries.
pub type AuditLogPage = Page<AuditLogView>;
