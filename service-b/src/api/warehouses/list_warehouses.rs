//! `GET /v1/warehouses`

use actix_web::web::Data;
use shared_models::inventory::WarehousePage;
use shared_models::kernel::{Cursor, Page, PageQuery, ProblemKind};

use crate::http::{Failure, Json, Query, Rejection};
use crate::state::State;
use crate::store::{self, warehouses};

/// Why no page was read.
pub enum ListWarehousesError {
    /// The database failed.
    Store(store::Error),
}

/// Reads a page of warehouses.
///
/// # Errors
/// See [`ListWarehousesError`].
pub async fn list_warehouses(
    state: Data<State>,
    Query(PageQuery { cursor, limit }): Query<PageQuery>,
) -> Result<Json<WarehousePage>, ListWarehousesError> {
    let limit = limit.unwrap_or(PageQuery::DEFAULT_LIMIT);
    // The query's rules let nothing through that is no cursor.
    let after = cursor.and_then(|cursor| cursor.parse::<Cursor>().ok());
    let rows = state.database.run(move |connection| warehouses::page(connection, after, limit)).await?;
    Ok(Json(Page::of(rows, limit, |row| row.id, Into::into)))
}

impl Failure for ListWarehousesError {
    const KINDS: &'static [ProblemKind] = &[];

    fn reject(self) -> Rejection {
        match self {
            Self::Store(error) => error.into(),
        }
    }
}

impl From<store::Error> for ListWarehousesError {
    fn from(error: store::Error) -> Self {
        Self::Store(error)
    }
}
