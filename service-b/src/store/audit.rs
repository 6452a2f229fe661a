//! The audit log.

use diesel::prelude::*;
use service_chassis::database::{Connection, Error, Transaction};
use shared_models::audit::{AuditLog, AuditLogEntity};
use shared_models::kernel::{AnyId, Cursor};
use shared_models::schema::audit_logs;

/// One row more than `limit`, newest first; only those about `subject` if there is one.
pub fn page(
    connection: &mut Connection,
    subject: Option<AnyId>,
    after: Option<Cursor>,
    limit: u16,
) -> Result<Vec<AuditLogEntity>, Error> {
    let mut rows = audit_logs::table.order(audit_logs::id.desc()).limit(i64::from(limit) + 1).into_boxed();
    if let Some(subject) = subject {
        rows = rows.filter(audit_logs::subject_id.eq(subject));
    }
    if let Some(cursor) = after {
        rows = rows.filter(audit_logs::id.lt(cursor.id::<AuditLog>()));
    }
    Ok(rows.select(AuditLogEntity::as_select()).load(connection.mysql())?)
}

/// Writes entries.
pub(super) fn insert(transaction: &mut Transaction, entries: &[AuditLogEntity]) -> Result<(), Error> {
    if !entries.is_empty() {
        diesel::insert_into(audit_logs::table).values(entries).execute(transaction)?;
    }
    Ok(())
}
