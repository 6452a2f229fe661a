//! `POST /v1/users`.

use service_chassis::http::{Created, Versioned};
use shared_models::identity::{CreateUser, UserEntity, UserRegistered, UserView};
use shared_models::kernel::ProblemKind;

use crate::api::create::New;
use crate::api::refusals::refusals;
use crate::api::versioned::created;

refusals! {
    /// Why the user was not created.
    pub enum CreateUserError {
        EmailTaken by "users_email_key" =>
            ProblemKind::Duplicate at body "/email": "another user has this e-mail address",
        UnknownRole by "users_role_id_fk" => ProblemKind::UnknownReference at body "/role_id": "no such role",
    }
}

/// Creates a user, who is active.
pub async fn create_user(new: New<CreateUser>) -> Result<Created<Versioned<UserView>>, CreateUserError> {
    new.row(UserEntity::new)?.with_fact::<UserRegistered>()?.write().await.map(created)
}
