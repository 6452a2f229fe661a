//! `PATCH /v1/products/{id}`.

use actix_web::web::Data;
use serde_json::json;
use service_chassis::Chassis;
use service_chassis::database::{Error, Updated};
use service_chassis::http::{IfMatch, Json, PathId, Valid, Versioned};
use service_chassis::problem::failures;
use shared_models::audit::AuditAction;
use shared_models::catalog::{ProductChanged, ProductChanges, ProductId, ProductView, UpdateProduct};
use shared_models::kernel::ProblemKind;

use crate::api::versioned::versioned;
use crate::ids::NextId;
use crate::store::Record;
use crate::store::products::{self, WriteRefused};

failures! {
    /// Why the product was not changed.
    pub enum UpdateProductError {
        NotFound => ProblemKind::NotFound,
                Stale => ProblemKind::StaleVersion,
        UnknownCategory => ProblemKind::UnknownReference at body "/category_id": "no such category",
        UnknownBrand => ProblemKind::UnknownReference at body "/brand_id": "no such brand",
    }
}

impl From<WriteRefused> for UpdateProductError {
    fn from(refused: WriteRefused) -> Self {
        match refused {
            WriteRefused::SkuTaken => Self::Database(Error::corrupt("an update cannot take a SKU")),
            WriteRefused::UnknownCategory => Self::UnknownCategory,
            WriteRefused::UnknownBrand => Self::UnknownBrand,
        }
    }
}

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
    match updated {
        Updated::Done(row) => Ok(Json(versioned(row.try_into().map_err(Error::corrupt)?))),
        Updated::Missing => Err(UpdateProductError::NotFound),
        Updated::Stale => Err(UpdateProductError::Stale),
    }
}
