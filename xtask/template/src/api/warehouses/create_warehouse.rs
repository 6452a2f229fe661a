//! `POST /v1/warehouses`

use actix_web::web::Data;
use service_chassis::Chassis;
use service_chassis::http::{Created, Valid};
use service_chassis::problem::failures;
use shared_models::inventory::{CreateWarehouse, WarehouseEntity, WarehouseView};
use shared_models::kernel::{Id, ProblemKind};

use crate::store::warehouses::{self, CodeTaken};

failures! {
    /// Why no warehouse was added.
    pub enum CreateWarehouseError {
        /// Another warehouse has the code.
        CodeTaken => ProblemKind::Duplicate at body "/code": "another warehouse has this code",
    }
}

/// Adds a warehouse.
pub async fn create_warehouse(
    chassis: Data<Chassis>,
    Valid(request): Valid<CreateWarehouse>,
) -> Result<Created<WarehouseView>, CreateWarehouseError> {
    let row = WarehouseEntity::new(Id::from_uuid(chassis.next_uuid()), request, chassis.now());
    let view = WarehouseView::from(row.clone());
    let inserted = chassis.database.run(move |connection| warehouses::insert(connection, &row)).await?;
    inserted.map_err(|CodeTaken| CreateWarehouseError::CodeTaken)?;
    Ok(Created { location: format!("/v1/warehouses/{}", view.id), view })
}
