//! The audit log.

use diesel::prelude::*;
use shared_models::audit::AuditLogEntity;
use shared_models::kernel::AnyId;
use shared_models::schema::audit_logs;

use super::{Connection, Error, Slice};

/// A page of entries, and one more; only those about `subject` if there is one.
///
/// # Errors
/// When the database fails.
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
