//! `POST /v1/brands`.

use service_chassis::http::Created;
use shared_models::catalog::{BrandEntity, BrandView, CreateBrand};
use shared_models::kernel::ProblemKind;

use crate::api::create::New;
use crate::api::refusals::refusals;

refusals! {
    /// Why the brand was not created.
    pub enum CreateBrandError {
        SlugTaken by "brands_slug_key" => ProblemKind::Duplicate at body "/slug": "another brand has this slug",
    }
}

/// Creates a brand.
pub async fn create_brand(new: New<CreateBrand>) -> Result<Created<BrandView>, CreateBrandError> {
    new.row(BrandEntity::new)?.write().await
}
