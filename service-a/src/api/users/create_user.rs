//! `POST /v1/users`.

use actix_web::web::Data;
use serde_json::json;
use service_chassis::Chassis;
use service_chassis::http::{Created, Valid, Versioned};
use service_chassis::problem::failures;
use shared_models::audit::AuditAction;
use shared_models::identity::{CreateUser, UserEntity, UserRegistered, UserView};
use shared_models::kernel::ProblemKind;

use crate::api::failures_of::failures_of;
use crate::api::versioned::versioned;
use crate::ids::NextId;
use crate::store::{Record, users};

failures! {
    /// Why the user was not created.
    pub enum CreateUserError {
        EmailTaken => ProblemKind::Duplicate at body "/email": "another user has this e-mail address",
        UnknownRole => ProblemKind::UnknownReference at body "/role_id": "no such role",
    }
}

failures_of!(users::InsertRefused => CreateUserError: EmailTaken, UnknownRole);

/// Creates a user, who is active.
pub async fn create_user(
    chassis: Data<Chassis>,
    Valid(request): Valid<CreateUser>,
) -> Result<Created<Versioned<UserView>>, CreateUserError> {
    let (id, now) = (chassis.next_id(), chassis.now());
    let row = UserEntity::new(id, request, now);
    let view = UserView::from(row.clone());
    let changes = json!({ "role_id": view.role_id, "status": view.status });
    let record = Record::new(chassis.next_id(), AuditAction::Created, "user", id, &changes, now)
        .with_fact(chassis.next_id(), UserRegistered::from(&view))?;
    chassis.database.run(move |connection| users::insert(connection, &row, &record)).await??;
    Ok(Created { location: format!("/v1/users/{id}"), view: versioned(view) })
}
