//! `GET /v1/warehouses/{id}`

use actix_web::web::Data;
use shared_models::inventory::{Warehouse, WarehouseView};
use shared_models::kernel::ProblemKind;

use crate::http::{Failure, Json, PathId, Rejection};
use crate::state::State;
use crate::store::{self, warehouses};

/// Why no warehouse was read.
pub enum GetWarehouseError {
    /// There is none with this id.
    NotFound,
    /// The database failed.
    Store(store::Error),
}

/// Reads a warehouse.
///
/// # Errors
/// See [`GetWarehouseError`].
pub async fn get_warehouse(
    state: Data<State>,
    PathId(id): PathId<Warehouse>,
) -> Result<Json<WarehouseView>, GetWarehouseError> {
    let row = state.database.run(move |connection| warehouses::find(connection, id)).await?;
    row.map(|row| Json(row.into())).ok_or(GetWarehouseError::NotFound)
}

impl Failure for GetWarehouseError {
    const KINDS: &'static [ProblemKind] = &[ProblemKind::NotFound];

    fn reject(self) -> Rejection {
        match self {
            Self::NotFound => Rejection::new(ProblemKind::NotFound),
            Self::Store(error) => error.into(),
        }
    }
}

impl From<store::Error> for GetWarehouseError {
    fn from(error: store::Error) -> Self {
        Self::Store(error)
    }
}
