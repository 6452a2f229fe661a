//! `GET /v1/categories/{id}`.

use actix_web::web::Data;
use shared_models::catalog::{Category, CategoryView};
use shared_models::kernel::ProblemKind;

use crate::http::{Failure, Json, PathId, Rejection};
use crate::state::State;
use crate::store::{self, categories};

/// What can go wrong.
#[derive(Debug, thiserror::Error)]
pub enum GetCategoryError {
    /// There is no such category.
    #[error("no such category")]
    NotFound,
    /// The database failed.
    #[error(transparent)]
    Store(#[from] store::Error),
}

impl Failure for GetCategoryError {
    const KINDS: &'static [ProblemKind] = &[ProblemKind::NotFound];

    fn reject(self) -> Rejection {
        match self {
            Self::NotFound => Rejection::new(ProblemKind::NotFound),
            Self::Store(error) => error.into(),
        }
    }
}

/// Shows a category.
///
/// # Errors
/// See [`GetCategoryError`].
pub async fn get_category(
    state: Data<State>,
    PathId(id): PathId<Category>,
) -> Result<Json<CategoryView>, GetCategoryError> {
    let found = state.database.run(move |connection| categories::find(connection, id)).await?;
    found.map(|row| Json(row.into())).ok_or(GetCategoryError::NotFound)
}
