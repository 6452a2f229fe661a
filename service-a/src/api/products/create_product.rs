//! `POST /v1/products`.

use actix_web::web::Data;
use serde_json::json;
use service_chassis::Chassis;
use service_chassis::database::Error;
use service_chassis::http::{Created, Valid, Versioned};
use service_chassis::problem::failures;
use shared_models::audit::AuditAction;
use shared_models::catalog::{CreateProduct, ProductChanged, ProductEntity, ProductView};
use shared_models::kernel::ProblemKind;

use crate::api::failures_of::failures_of;
use crate::api::versioned::versioned;
use crate::ids::NextId;
use crate::store::{Record, products};

failures! {
    /// Why the product was not created.
    pub enum CreateProductError {
        SkuTaken => ProblemKind::Duplicate at body "/sku": "another product has this SKU",
        UnknownCategory => ProblemKind::UnknownReference at body "/category_id": "no such category",
        UnknownBrand => ProblemKind::UnknownReference at body "/brand_id": "no such brand",
    }
}

failures_of!(products::InsertRefused => CreateProductError: SkuTaken, UnknownCategory, UnknownBrand);

/// Creates a product.
pub async fn create_product(
    chassis: Data<Chassis>,
    Valid(request): Valid<CreateProduct>,
) -> Result<Created<Versioned<ProductView>>, CreateProductError> {
    let (id, now) = (chassis.next_id(), chassis.now());
    let changes = json!(request);
    let row = ProductEntity::new(id, request, now);
    let view = ProductView::try_from(row.clone()).map_err(Error::corrupt)?;
    let record = Record::new(chassis.next_id(), AuditAction::Created, "product", id, &changes, now)
        .with_fact(chassis.next_id(), ProductChanged::from(&view))?;
    chassis.database.run(move |connection| products::insert(connection, &row, &record)).await??;
    Ok(Created { location: format!("/v1/products/{id}"), view: versioned(view) })
}
