//! Rows of the audit log.

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;

use super::{AuditAction, AuditLogId, AuditLogView};
use crate::kernel::{AnyId, Id, view};
use crate::schema::audit_logs;

/// A row of `audit_logs`; its columns mean what the fields of [`AuditLogView`] mean. Times are UTC.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Identifiable, Insertable)]
#[diesel(table_name = audit_logs, check_for_backend(diesel::mysql::Mysql))]
#[expect(missing_docs, reason = "the columns mean what the fields of the view mean")]
pub struct AuditLogEntity {
    pub id: AuditLogId,
    pub actor: String,
    pub action: AuditAction,
    pub subject_type: String,
    pub subject_id: AnyId,
    /// JSON.
    pub changes: String,
    pub occurred_at: NaiveDateTime,
}

impl AuditLogEntity {
    /// The row of a new entry.
    pub fn new<T>(
        id: AuditLogId,
        actor: &str,
        action: AuditAction,
        subject_type: &str,
        subject_id: Id<T>,
        changes: &serde_json::Value,
        now: DateTime<Utc>,
    ) -> Self {
        Self {
            id,
            actor: actor.to_owned(),
            action,
            subject_type: subject_type.to_owned(),
            subject_id: subject_id.any(),
            changes: changes.to_string(),
            occurred_at: now.naive_utc(),
        }
    }
}

view! {
    AuditLogEntity => AuditLogView or serde_json::Error { id, actor, action, subject_type, subject_id; occurred_at }
    with changes => changes: serde_json::from_str(&changes)?
}
