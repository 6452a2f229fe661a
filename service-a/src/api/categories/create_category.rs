//! `POST /v1/categories`.

use actix_web::web::Data;
use serde_json::json;
use shared_models::audit::AuditAction;
use shared_models::catalog::{CategoryEntity, CategoryView, CreateCategory};
use shared_models::kernel::{FaultSource, ProblemKind};

use crate::http::{Created, Failure, Rejection, Valid};
use crate::state::State;
use crate::store::categories::{self, InsertRefused};
use crate::store::{self, Record};

/// What can go wrong.
#[derive(Debug, thiserror::Error)]
pub enum CreateCategoryError {
    /// Another category has the slug.
    #[error("the slug is taken")]
    SlugTaken,
    /// There is no such category to be part of.
    #[error("no such parent")]
    UnknownParent,
    /// The database failed.
    #[error(transparent)]
    Store(#[from] store::Error),
}

impl From<InsertRefused> for CreateCategoryError {
    fn from(refused: InsertRefused) -> Self {
        match refused {
            InsertRefused::SlugTaken => Self::SlugTaken,
            InsertRefused::UnknownParent => Self::UnknownParent,
        }
    }
}

impl Failure for CreateCategoryError {
    const KINDS: &'static [ProblemKind] = &[ProblemKind::Duplicate, ProblemKind::UnknownReference];

    fn reject(self) -> Rejection {
        let of_field = |kind, pointer, detail| Rejection::of_field(kind, FaultSource::Body, pointer, detail);
        match self {
            Self::SlugTaken => of_field(ProblemKind::Duplicate, "/slug", "another category has this slug"),
            Self::UnknownParent => of_field(ProblemKind::UnknownReference, "/parent_id", "no such category"),
            Self::Store(error) => error.into(),
        }
    }
}

/// Creates a category.
///
/// # Errors
/// See [`CreateCategoryError`].
pub async fn create_category(
    state: Data<State>,
    Valid(request): Valid<CreateCategory>,
) -> Result<Created<CategoryView>, CreateCategoryError> {
    let (id, now) = (state.next_id(), state.now());
    let record = Record::new(state.next_id(), AuditAction::Created, "category", id, &json!(request), now);
    let row = CategoryEntity::new(id, request, now);
    let view = row.clone().into();
    state.database.run(move |connection| categories::insert(connection, &row, &record)).await??;
    Ok(Created { location: format!("/v1/categories/{id}"), view })
}
