//! `PATCH /v1/products/{id}`.

use service_chassis::database::Error;
use service_chassis::http::{Json, Versioned};
use shared_models::catalog::{Product, ProductChanged, ProductEntity, ProductView, UpdateProduct};
use shared_models::kernel::ProblemKind;

use crate::api::refusals::refusals;
use crate::api::update::Update;
use crate::api::versioned::changed;

refusals! {
    /// Why the product was not changed.
    pub enum UpdateProductError {
        NotFound => ProblemKind::NotFound,
        Stale => ProblemKind::StaleVersion,
        UnknownCategory by "products_category_id_fk" =>
            ProblemKind::UnknownReference at body "/category_id": "no such category",
        UnknownBrand by "products_brand_id_fk" => ProblemKind::UnknownReference at body "/brand_id": "no such brand",
    }
}

/// Changes some fields of a product.
pub async fn update_product(
    update: Update<UpdateProduct, Product>,
) -> Result<Json<Versioned<ProductView>>, UpdateProductError> {
    let updated = update.write(|record, fact_id, row: &ProductEntity| {
        let view = ProductView::try_from(row.clone()).map_err(Error::corrupt)?;
        record.with_fact(fact_id, ProductChanged::from(&view))
    });
    changed(updated.await, UpdateProductError::NotFound, UpdateProductError::Stale)
}
