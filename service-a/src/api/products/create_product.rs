//! `POST /v1/products`.

use service_chassis::http::{Created, Versioned};
use shared_models::catalog::{CreateProduct, ProductChanged, ProductEntity, ProductView};
use shared_models::kernel::ProblemKind;

use crate::api::create::New;
use crate::api::refusals::refusals;
use crate::api::versioned::created;

refusals! {
    /// Why the product was not created.
    pub enum CreateProductError {
        SkuTaken by "products_sku_key" => ProblemKind::Duplicate at body "/sku": "another product has this SKU",
        UnknownCategory by "products_category_id_fk" =>
            ProblemKind::UnknownReference at body "/category_id": "no such category",
        UnknownBrand by "products_brand_id_fk" => ProblemKind::UnknownReference at body "/brand_id": "no such brand",
    }
}

/// Creates a product.
pub async fn create_product(new: New<CreateProduct>) -> Result<Created<Versioned<ProductView>>, CreateProductError> {
    new.row(ProductEntity::new)?.with_fact::<ProductChanged>()?.write().await.map(created)
}
