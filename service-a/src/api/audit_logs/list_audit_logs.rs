//! `GET /v1/audit-logs`.

use actix_web::web::Data;
use service_chassis::Chassis;
use service_chassis::database::Error;
use service_chassis::http::{Json, Query};
use shared_models::audit::{AuditLogPage, AuditLogView, ListAuditLogs};
use shared_models::kernel::Page;

use crate::store::{Slice, audit};

/// Lists audit entries, newest first.
pub async fn list_audit_logs(
    chassis: Data<Chassis>,
    Query(query): Query<ListAuditLogs>,
) -> Result<Json<AuditLogPage>, Error> {
    let ListAuditLogs { subject_id, cursor, limit } = query;
    let slice = Slice::new(cursor.as_deref(), limit);
    let rows = chassis.database.run(move |connection| audit::list(connection, subject_id, slice)).await?;
    let views = rows.into_iter().map(AuditLogView::try_from).collect::<Result<Vec<_>, _>>().map_err(Error::corrupt)?;
    Ok(Json(Page::of(views, slice.limit, |view| view.id, |view| view)))
}
