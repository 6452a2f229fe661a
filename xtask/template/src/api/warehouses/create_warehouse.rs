//! `POST /v1/warehouses`

use actix_web::web::Data;
use shared_models::inventory::{CreateWarehouse, WarehouseEntity, WarehouseView};
use shared_models::kernel::{FaultSource, ProblemKind};

use crate::http::{Created, Failure, Rejection, Valid};
use crate::state::State;
use crate::store::{self, warehouses};

/// Why no warehouse was added.
pub enum CreateWarehouseError {
    /// Another warehouse has the code.
    CodeTaken,
    /// The database failed.
    Store(store::Error),
}

/// Adds a warehouse.
///
/// # Errors
/// See [`CreateWarehouseError`].
pub async fn create_warehouse(
    state: Data<State>,
    Valid(request): Valid<CreateWarehouse>,
) -> Result<Created<WarehouseView>, CreateWarehouseError> {
    let row = WarehouseEntity::new(state.next_id(), request, state.now());
    let view = WarehouseView::from(row.clone());
    state.database.run(move |connection| warehouses::insert(connection, &row)).await??;
    Ok(Created { location: format!("/v1/warehouses/{}", view.id), view })
}

impl Failure for CreateWarehouseError {
    const KINDS: &'static [ProblemKind] = &[ProblemKind::Duplicate];

    fn reject(self) -> Rejection {
        match self {
            Self::CodeTaken => {
                let detail = "another warehouse has this code";
                Rejection::of_field(ProblemKind::Duplicate, FaultSource::Body, "/code", detail)
            }
            Self::Store(error) => error.into(),
        }
    }
}

impl From<store::Error> for CreateWarehouseError {
    fn from(error: store::Error) -> Self {
        Self::Store(error)
    }
}

impl From<warehouses::CodeTaken> for CreateWarehouseError {
    fn from(warehouses::CodeTaken: warehouses::CodeTaken) -> Self {
        Self::CodeTaken
    }
}
