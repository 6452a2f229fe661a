//! The audit log.

use diesel::prelude::*;
use service_chassis::database::{Connection, Error, Transaction};
use shared_models::audit::{AuditLog, AuditLogEntity};
use shared_models::kernel::AnyId;
use shared_models::schema::audit_logs;

use super::Slice;
use super::insert::insert;

/// A page of entries, and one more; only those about `subject` if there is one.
pub fn list(connection: &mut Connection, subject: Option<AnyId>, slice: Slice) -> Result<Vec<AuditLogEntity>, Error> {
    let mut page = audit_logs::table
        .filter(audit_logs::id.lt(slice.below::<AuditLog>()))
        .order(audit_logs::id.desc())
        .limit(slice.fetched())
        .into_boxed();
    if let Some(subject) = subject {
        page = page.filter(audit_logs::subject_id.eq(subject));
    }
    Ok(page.select(AuditLogEntity::as_select()).load(connection.mysql())?)
}

/// Writes entries, in one statement.
pub(super) fn insert(transaction: &mut Transaction, entries: &[&AuditLogEntity]) -> Result<(), Error> {
    insert!(
        entries => audit_logs: AuditLogEntity { id, actor, action, subject_type, subject_id, changes, occurred_at }
    )
    .execute(transaction)?;
    Ok(())
}
