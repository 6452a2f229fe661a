//! `POST /v1/categories`.

use actix_web::web::Data;
use serde_json::json;
use service_chassis::Chassis;
use service_chassis::http::{Created, Valid};
use service_chassis::problem::failures;
use shared_models::audit::AuditAction;
use shared_models::catalog::{CategoryEntity, CategoryView, CreateCategory};
use shared_models::kernel::ProblemKind;

use crate::api::failures_of::failures_of;
use crate::ids::NextId;
use crate::store::{Record, categories};

failures! {
    /// Why the category was not created.
    pub enum CreateCategoryError {
        SlugTaken => ProblemKind::Duplicate at body "/slug": "another category has this slug",
        UnknownParent => ProblemKind::UnknownReference at body "/parent_id": "no such category",
    }
}

failures_of!(categories::InsertRefused => CreateCategoryError: SlugTaken, UnknownParent);

/// Creates a category.
pub async fn create_category(
    chassis: Data<Chassis>,
    Valid(request): Valid<CreateCategory>,
) -> Result<Created<CategoryView>, CreateCategoryError> {
    let (id, now) = (chassis.next_id(), chassis.now());
    let record = Record::new(chassis.next_id(), AuditAction::Created, "category", id, &json!(request), now);
    let row = CategoryEntity::new(id, request, now);
    let view = row.clone().into();
    chassis.database.run(move |connection| categories::insert(connection, &row, &record)).await??;
    Ok(Created { location: format!("/v1/categories/{id}"), view })
}
