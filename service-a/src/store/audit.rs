//! The audit log.

use diesel::prelude::*;
use service_chassis::database::{Connection, Error, Statement, Transaction};
use shared_models::audit::AuditLogEntity;
use shared_models::kernel::AnyId;
use shared_models::schema::audit_logs;

use super::Slice;

/// A page of entries, and one more; only those about `subject` if there is one.
pub fn list(connection: &mut Connection, subject: Option<AnyId>, slice: Slice) -> Result<Vec<AuditLogEntity>, Error> {
    let page = audit_logs::table
        .filter(audit_logs::id.lt(slice.below::<shared_models::audit::AuditLog>()))
        .order(audit_logs::id.desc())
        .limit(slice.fetched())
        .select(AuditLogEntity::as_select());
    Ok(match subject {
        Some(subject) => page.filter(audit_logs::subject_id.eq(subject)).load(connection.mysql())?,
        None => page.load(connection.mysql())?,
    })
}

/// Writes entries, in one statement.
pub(super) fn insert(transaction: &mut Transaction, entries: &[&AuditLogEntity]) -> Result<(), Error> {
    let mut statement = Statement::default();
    statement
        .sql("INSERT INTO audit_logs (id, actor, action, subject_type, subject_id, changes, occurred_at) VALUES ")
        .list(", ", entries, |row, entry| {
            let AuditLogEntity { id, actor, action, subject_type, subject_id, changes, occurred_at } = entry;
            row.sql("(").uuid(id.uuid()).sql(", ").text(actor).sql(", ").text(action.as_str());
            row.sql(", ").text(subject_type).sql(", ").uuid(subject_id.uuid()).sql(", ").text(changes);
            row.sql(", ").time(*occurred_at).sql(")");
        })
        .execute(transaction)?;
    Ok(())
}
