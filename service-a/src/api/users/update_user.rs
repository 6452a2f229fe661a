//! `PATCH /v1/users/{id}`.

use service_chassis::http::{Json, Versioned};
use shared_models::identity::{UpdateUser, User, UserAccessChanged, UserEntity, UserView};
use shared_models::kernel::ProblemKind;

use crate::api::refusals::refusals;
use crate::api::update::Update;
use crate::api::versioned::changed;

refusals! {
    /// Why the user was not changed.
    pub enum UpdateUserError {
        NotFound => ProblemKind::NotFound,
        Stale => ProblemKind::StaleVersion,
        UnknownRole by "users_role_id_fk" => ProblemKind::UnknownReference at body "/role_id": "no such role",
    }
}

/// Changes some fields of a user.
pub async fn update_user(update: Update<UpdateUser, User>) -> Result<Json<Versioned<UserView>>, UpdateUserError> {
    let changes_access = update.request.role_id.is_some() || update.request.status.is_some();
    let updated = update.write(move |record, fact_id, row: &UserEntity| match changes_access {
        true => record.with_fact(fact_id, UserAccessChanged::from(&UserView::from(row.clone()))),
        false => Ok(record),
    });
    changed(updated.await, UpdateUserError::NotFound, UpdateUserError::Stale)
}
