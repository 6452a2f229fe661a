//! `POST /v1/warehouses`

use actix_web::web::Data;
use service_chassis::failures;
use service_chassis::http::{Created, Valid};
use service_chassis::problem::Fault;
use shared_models::inventory::{CreateWarehouse, WarehouseView};
use shared_models::kernel::ProblemKind;

use crate::names;
use crate::state::State;
use crate::store::warehouses::CodeTaken;
use crate::warehouses;

failures! {
    /// Why no warehouse was added.
    pub enum CreateWarehouseError {
        /// Another warehouse has the code.
        CodeTaken => ProblemKind::Duplicate at body "/code": "another warehouse has this code",
        /// People cannot read a name in it.
        Illegible(Vec<Fault>) => ProblemKind::Invalid with faults,
    }
}

/// Adds a warehouse.
pub async fn create_warehouse(
    state: Data<State>,
    Valid(request): Valid<CreateWarehouse>,
) -> Result<Created<WarehouseView>, CreateWarehouseError> {
    let faults = names::faults(&request);
    if !faults.is_empty() {
        return Err(CreateWarehouseError::Illegible(faults));
    }
    let stamp = state.stamp();
    let created = state.database.run(move |connection| warehouses::create(connection, &request, &stamp)).await?;
    let view = created.map_err(|CodeTaken| CreateWarehouseError::CodeTaken)?;
    Ok(Created { location: format!("/v1/warehouses/{}", view.id), view })
}
