//! `GET /v1/users/{id}`.

use actix_web::web::Data;
use shared_models::identity::{User, UserView};
use shared_models::kernel::ProblemKind;

use crate::http::{Failure, Json, PathId, Rejection};
use crate::state::State;
use crate::store::{self, users};

/// What can go wrong.
#[derive(Debug, thiserror::Error)]
pub enum GetUserError {
    /// There is no such user.
    #[error("no such user")]
    NotFound,
    /// The database failed.
    #[error(transparent)]
    Store(#[from] store::Error),
}

impl Failure for GetUserError {
    const KINDS: &'static [ProblemKind] = &[ProblemKind::NotFound];

    fn reject(self) -> Rejection {
        match self {
            Self::NotFound => Rejection::new(ProblemKind::NotFound),
            Self::Store(error) => error.into(),
        }
    }
}

/// Shows a user.
///
/// # Errors
/// See [`GetUserError`].
pub async fn get_user(state: Data<State>, PathId(id): PathId<User>) -> Result<Json<UserView>, GetUserError> {
    let found = state.database.run(move |connection| users::find(connection, id)).await?;
    found.map(|row| Json(row.into())).ok_or(GetUserError::NotFound)
}
