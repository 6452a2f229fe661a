//! `GET /v1/audit-logs`.

use actix_web::web::Data;
use service_chassis::Chassis;
use service_chassis::database::{Connection, Error};
use service_chassis::http::{Json, Query};
use shared_models::audit::{AuditLogPage, ListAuditLogs};
use shared_models::kernel::PageQuery;

use crate::api::page::page;
use crate::store::audit;

/// Lists audit entries, newest first.
pub async fn list_audit_logs(
    chassis: Data<Chassis>,
    Query(query): Query<ListAuditLogs>,
) -> Result<Json<AuditLogPage>, Error> {
    let ListAuditLogs { subject_id, cursor, limit } = query;
    let list = move |connection: &mut Connection, slice| audit::list(connection, subject_id, slice);
    page(&chassis, PageQuery { cursor, limit }, list, |entry| entry.id).await
}
