//! `PATCH /v1/products/{id}`.

use actix_web::web::Data;
use serde_json::json;
use service_chassis::Chassis;
use service_chassis::database::Error;
use service_chassis::http::{IfMatch, Json, PathId, Valid, Versioned};
use service_chassis::problem::failures;
use shared_models::audit::AuditAction;
use shared_models::catalog::{ProductChanged, ProductChanges, ProductId, ProductView, UpdateProduct};
use shared_models::kernel::ProblemKind;

use crate::api::failures_of::failures_of;
use crate::api::versioned::changed;
use crate::ids::NextId;
use crate::store::{Record, products};

failures! {
    /// Why the product was not changed.
    pub enum UpdateProductError {
        NotFound => ProblemKind::NotFound,
        Stale => ProblemKind::StaleVersion,
        UnknownCategory => ProblemKind::UnknownReference at body "/category_id": "no such category",
        UnknownBrand => ProblemKind::UnknownReference at body "/brand_id": "no such brand",
    }
}

failures_of!(products::UpdateRefused => UpdateProductError: UnknownCategory, UnknownBrand);

/// Changes some fields of a product.
pub async fn update_product(
    chassis: Data<Chassis>,
    PathId(id): PathId<ProductId>,
    IfMatch(version): IfMatch,
    Valid(request): Valid<UpdateProduct>,
) -> Result<Json<Versioned<ProductView>>, UpdateProductError> {
    let now = chassis.now();
    let (audit_id, fact_id) = (chassis.next_id(), chassis.next_id());
    let changes = json!(request);
    let columns = ProductChanges::from(request);
    let updated = chassis
        .database
        .run(move |connection| {
            products::update(connection, id, version, &columns, now, |row| {
                let view = ProductView::try_from(row.clone()).map_err(Error::corrupt)?;
                Record::new(audit_id, AuditAction::Updated, "product", id, &changes, now)
                    .with_fact(fact_id, ProductChanged::from(&view))
            })
        })
        .await??;
    changed(updated, UpdateProductError::NotFound, UpdateProductError::Stale)
}
