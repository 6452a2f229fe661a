//! `POST /v1/users`.

use actix_web::web::Data;
use serde_json::json;
use shared_models::audit::AuditAction;
use shared_models::identity::{CreateUser, UserEntity, UserRegistered, UserView};
use shared_models::kernel::{FaultSource, ProblemKind};

use crate::http::{Created, Failure, Rejection, Valid};
use crate::state::State;
use crate::store::users::{self, WriteRefused};
use crate::store::{self, Record};

/// What can go wrong.
#[derive(Debug, thiserror::Error)]
pub enum CreateUserError {
    /// Another user has the e-mail address.
    #[error("the e-mail address is taken")]
    EmailTaken,
    /// There is no such role.
    #[error("no such role")]
    UnknownRole,
    /// The database failed.
    #[error(transparent)]
    Store(#[from] store::Error),
}

impl From<WriteRefused> for CreateUserError {
    fn from(refused: WriteRefused) -> Self {
        match refused {
            WriteRefused::EmailTaken => Self::EmailTaken,
            WriteRefused::UnknownRole => Self::UnknownRole,
        }
    }
}

impl Failure for CreateUserError {
    const KINDS: &'static [ProblemKind] = &[ProblemKind::Duplicate, ProblemKind::UnknownReference];

    fn reject(self) -> Rejection {
        let of_field = |kind, pointer, detail| Rejection::of_field(kind, FaultSource::Body, pointer, detail);
        match self {
            Self::EmailTaken => of_field(ProblemKind::Duplicate, "/email", "another user has this e-mail address"),
            Self::UnknownRole => of_field(ProblemKind::UnknownReference, "/role_id", "no such role"),
            Self::Store(error) => error.into(),
        }
    }
}

/// Creates a user, who is active.
///
/// # Errors
/// See [`CreateUserError`].
pub async fn create_user(
    state: Data<State>,
    Valid(request): Valid<CreateUser>,
) -> Result<Created<UserView>, CreateUserError> {
    let (id, now) = (state.next_id(), state.now());
    let row = UserEntity::new(id, request, now);
    let view = UserView::from(row.clone());
    let changes = json!({ "role_id": view.role_id, "status": view.status });
    let record = Record::new(state.next_id(), AuditAction::Created, "user", id, &changes, now)
        .with_fact(state.next_id(), UserRegistered::from(&view))?;
    state.database.run(move |connection| users::insert(connection, &row, &record)).await??;
    Ok(Created { location: format!("/v1/users/{id}"), view })
}
