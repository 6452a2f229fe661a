//! `GET /v1/audit-logs`

use actix_web::web::Data;
use service_chassis::database::Error;
use service_chassis::http::{Json, Query};
use shared_models::audit::{AuditLogPage, AuditLogView, ListAuditLogs};
use shared_models::kernel::{Cursor, Page, PageQuery};

use crate::state::State;
use crate::store::audit;

/// Lists audit entries, newest first.
pub async fn list_audit_logs(
    state: Data<State>,
    Query(ListAuditLogs { subject_id, cursor, limit }): Query<ListAuditLogs>,
) -> Result<Json<AuditLogPage>, Error> {
    let limit = limit.unwrap_or(PageQuery::DEFAULT_LIMIT);
    // The rules of the query refuse what is no cursor.
    let after = cursor.and_then(|cursor| cursor.parse::<Cursor>().ok());
    let rows = state.database.run(move |connection| audit::page(connection, subject_id, after, limit)).await?;
    let Page { items, next_cursor } = Page::of(rows, limit, |row| row.id, AuditLogView::try_from);
    let items = items.into_iter().collect::<Result<_, _>>().map_err(Error::corrupt)?;
    Ok(Json(Page { items, next_cursor }))
}
