//! `GET /v1/designs/{id}`.

use actix_web::web::Data;
use shared_models::builder::{Design, DesignView};
use shared_models::kernel::ProblemKind;

use crate::http::{Failure, Json, PathId, Rejection};
use crate::state::State;
use crate::store::{self, designs};

/// What can go wrong.
#[derive(Debug, thiserror::Error)]
pub enum GetDesignError {
    /// There is no such design.
    #[error("no such design")]
    NotFound,
    /// The database failed.
    #[error(transparent)]
    Store(#[from] store::Error),
}

impl Failure for GetDesignError {
    const KINDS: &'static [ProblemKind] = &[ProblemKind::NotFound];

    fn reject(self) -> Rejection {
        match self {
            Self::NotFound => Rejection::new(ProblemKind::NotFound),
            Self::Store(error) => error.into(),
        }
    }
}

/// Shows a design.
///
/// # Errors
/// See [`GetDesignError`].
pub async fn get_design(state: Data<State>, PathId(id): PathId<Design>) -> Result<Json<DesignView>, GetDesignError> {
    let found = state.database.run(move |connection| designs::find(connection, id)).await?;
    let row = found.ok_or(GetDesignError::NotFound)?;
    Ok(Json(row.try_into().map_err(store::Error::corrupt)?))
}
