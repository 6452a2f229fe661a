//! `GET /v1/audit-logs`.

use actix_web::web::Data;
use shared_models::audit::{AuditLogPage, AuditLogView, ListAuditLogs};
use shared_models::kernel::Page;

use crate::http::{Json, Query};
use crate::state::State;
use crate::store::{self, Slice, audit};

/// Lists audit entries, newest first.
///
/// # Errors
/// When the database fails.
pub async fn list_audit_logs(
    state: Data<State>,
    Query(query): Query<ListAuditLogs>,
) -> Result<Json<AuditLogPage>, store::Error> {
    let ListAuditLogs { subject_id, cursor, limit } = query;
    let slice = Slice::new(cursor.as_deref(), limit);
    let rows = state.database.run(move |connection| audit::list(connection, subject_id, slice)).await?;
    let views =
        rows.into_iter().map(AuditLogView::try_from).collect::<Result<Vec<_>, _>>().map_err(store::Error::corrupt)?;
    Ok(Json(Page::of(views, slice.limit, |view| view.id, |view| view)))
}
