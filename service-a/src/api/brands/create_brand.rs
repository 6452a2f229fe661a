//! `POST /v1/brands`.

use actix_web::web::Data;
use serde_json::json;
use service_chassis::Chassis;
use service_chassis::http::{Created, Valid};
use service_chassis::problem::failures;
use shared_models::audit::AuditAction;
use shared_models::catalog::{BrandEntity, BrandView, CreateBrand};
use shared_models::kernel::ProblemKind;

use crate::ids::NextId;
use crate::store::Record;
use crate::store::brands::{self, SlugTaken};

failures! {
    /// Why the brand was not created.
    pub enum CreateBrandError {
        SlugTaken => ProblemKind::Duplicate at body "/slug": "another brand has this slug",
    }
}

/// Creates a brand.
pub async fn create_brand(
    chassis: Data<Chassis>,
    Valid(request): Valid<CreateBrand>,
) -> Result<Created<BrandView>, CreateBrandError> {
    let (id, now) = (chassis.next_id(), chassis.now());
    let record = Record::new(chassis.next_id(), AuditAction::Created, "brand", id, &json!(request), now);
    let row = BrandEntity::new(id, request, now);
    let view = row.clone().into();
    let inserted = chassis.database.run(move |connection| brands::insert(connection, &row, &record)).await?;
    inserted.map_err(|SlugTaken| CreateBrandError::SlugTaken)?;
    Ok(Created { location: format!("/v1/brands/{id}"), view })
}
