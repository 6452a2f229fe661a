//! `GET /v1/customers`.

use actix_web::web::Data;
use shared_models::customers::{CustomerPage, CustomerView};
use shared_models::kernel::{Page, PageQuery};

use crate::http::{Json, Query};
use crate::state::State;
use crate::store::{self, Slice, customers};

/// Lists customers, newest first.
///
/// # Errors
/// When the database fails.
pub async fn list_customers(
    state: Data<State>,
    Query(query): Query<PageQuery>,
) -> Result<Json<CustomerPage>, store::Error> {
    let slice = Slice::new(query.cursor.as_deref(), query.limit);
    let rows = state.database.run(move |connection| customers::list(connection, slice)).await?;
    Ok(Json(Page::of(rows, slice.limit, |row| row.id, CustomerView::from)))
}
