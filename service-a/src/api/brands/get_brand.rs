//! `GET /v1/brands/{id}`.

use actix_web::web::Data;
use shared_models::catalog::{Brand, BrandView};
use shared_models::kernel::ProblemKind;

use crate::http::{Failure, Json, PathId, Rejection};
use crate::state::State;
use crate::store::{self, brands};

/// What can go wrong.
#[derive(Debug, thiserror::Error)]
pub enum GetBrandError {
    /// There is no such brand.
    #[error("no such brand")]
    NotFound,
    /// The database failed.
    #[error(transparent)]
    Store(#[from] store::Error),
}

impl Failure for GetBrandError {
    const KINDS: &'static [ProblemKind] = &[ProblemKind::NotFound];

    fn reject(self) -> Rejection {
        match self {
            Self::NotFound => Rejection::new(ProblemKind::NotFound),
            Self::Store(error) => error.into(),
        }
    }
}

/// Shows a brand.
///
/// # Errors
/// See [`GetBrandError`].
pub async fn get_brand(state: Data<State>, PathId(id): PathId<Brand>) -> Result<Json<BrandView>, GetBrandError> {
    let found = state.database.run(move |connection| brands::find(connection, id)).await?;
    found.map(|row| Json(row.into())).ok_or(GetBrandError::NotFound)
}
