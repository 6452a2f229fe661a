//! `GET /v1/roles/{id}`.

use actix_web::web::Data;
use shared_models::identity::{Role, RoleView};
use shared_models::kernel::ProblemKind;

use crate::http::{Failure, Json, PathId, Rejection};
use crate::state::State;
use crate::store::{self, roles};

/// What can go wrong.
#[derive(Debug, thiserror::Error)]
pub enum GetRoleError {
    /// There is no such role.
    #[error("no such role")]
    NotFound,
    /// The database failed.
    #[error(transparent)]
    Store(#[from] store::Error),
}

impl Failure for GetRoleError {
    const KINDS: &'static [ProblemKind] = &[ProblemKind::NotFound];

    fn reject(self) -> Rejection {
        match self {
            Self::NotFound => Rejection::new(ProblemKind::NotFound),
            Self::Store(error) => error.into(),
        }
    }
}

/// Shows a role.
///
/// # Errors
/// See [`GetRoleError`].
pub async fn get_role(state: Data<State>, PathId(id): PathId<Role>) -> Result<Json<RoleView>, GetRoleError> {
    let found = state.database.run(move |connection| roles::find(connection, id)).await?;
    let row = found.ok_or(GetRoleError::NotFound)?;
    Ok(Json(row.try_into().map_err(store::Error::corrupt)?))
}
