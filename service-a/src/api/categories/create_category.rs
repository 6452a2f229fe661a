//! `POST /v1/categories`.

use service_chassis::http::Created;
use shared_models::catalog::{CategoryEntity, CategoryView, CreateCategory};
use shared_models::kernel::ProblemKind;

use crate::api::create::New;
use crate::api::refusals::refusals;

refusals! {
    /// Why the category was not created.
    pub enum CreateCategoryError {
        SlugTaken by "categories_slug_key" => ProblemKind::Duplicate at body "/slug": "another category has this slug",
        UnknownParent by "categories_parent_id_fk" =>
            ProblemKind::UnknownReference at body "/parent_id": "no such category",
    }
}

/// Creates a category.
pub async fn create_category(new: New<CreateCategory>) -> Result<Created<CategoryView>, CreateCategoryError> {
    new.row(CategoryEntity::new)?.write().await
}
