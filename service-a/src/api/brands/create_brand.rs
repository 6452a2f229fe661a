//! `POST /v1/brands`.

use actix_web::web::Data;
use serde_json::json;
use service_chassis::Chassis;
use service_chassis::http::{Created, Valid};
use service_chassis::problem::failures;
use shared_models::audit::AuditAction;
use shared_models::catalog::{BrandEntity, BrandView, CreateBrand};
use shared_models::kernel::ProblemKind;

use crate::api::failures_of::failures_of;
use crate::ids::NextId;
use crate::store::{Record, brands};

failures! {
    /// Why the brand was not created.
    pub enum CreateBrandError {
        SlugTaken => ProblemKind::Duplicate at body "/slug": "another brand has this slug",
    }
}

failures_of!(brands::InsertRefused => CreateBrandError: SlugTaken);

/// Creates a brand.
pub async fn create_brand(
    chassis: Data<Chassis>,
    Valid(request): Valid<CreateBrand>,
) -> Result<Created<BrandView>, CreateBrandError> {
    let (id, now) = (chassis.next_id(), chassis.now());
    let record = Record::new(chassis.next_id(), AuditAction::Created, "brand", id, &json!(request), now);
    let row = BrandEntity::new(id, request, now);
    let view = row.clone().into();
    chassis.database.run(move |connection| brands::insert(connection, &row, &record)).await??;
    Ok(Created { location: format!("/v1/brands/{id}"), view })
}
