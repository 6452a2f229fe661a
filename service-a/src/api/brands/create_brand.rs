//! `POST /v1/brands`.

use actix_web::web::Data;
use serde_json::json;
use shared_models::audit::AuditAction;
use shared_models::catalog::{BrandEntity, BrandView, CreateBrand};
use shared_models::kernel::{FaultSource, ProblemKind};

use crate::http::{Created, Failure, Rejection, Valid};
use crate::state::State;
use crate::store::brands::{self, SlugTaken};
use crate::store::{self, Record};

/// What can go wrong.
#[derive(Debug, thiserror::Error)]
pub enum CreateBrandError {
    /// Another brand has the slug.
    #[error("the slug is taken")]
    SlugTaken,
    /// The database failed.
    #[error(transparent)]
    Store(#[from] store::Error),
}

impl Failure for CreateBrandError {
    const KINDS: &'static [ProblemKind] = &[ProblemKind::Duplicate];

    fn reject(self) -> Rejection {
        match self {
            Self::SlugTaken => {
                Rejection::of_field(ProblemKind::Duplicate, FaultSource::Body, "/slug", "another brand has this slug")
            }
            Self::Store(error) => error.into(),
        }
    }
}

/// Creates a brand.
///
/// # Errors
/// See [`CreateBrandError`].
pub async fn create_brand(
    state: Data<State>,
    Valid(request): Valid<CreateBrand>,
) -> Result<Created<BrandView>, CreateBrandError> {
    let (id, now) = (state.next_id(), state.now());
    let record = Record::new(state.next_id(), AuditAction::Created, "brand", id, &json!(request), now);
    let row = BrandEntity::new(id, request, now);
    let view = row.clone().into();
    let inserted = state.database.run(move |connection| brands::insert(connection, &row, &record)).await?;
    inserted.map_err(|SlugTaken| CreateBrandError::SlugTaken)?;
    Ok(Created { location: format!("/v1/brands/{id}"), view })
}
