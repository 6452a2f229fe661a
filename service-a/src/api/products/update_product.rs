//! `PATCH /v1/products/{id}`.

use actix_web::web::Data;
use serde_json::json;
use shared_models::audit::AuditAction;
use shared_models::catalog::{Product, ProductChanged, ProductChanges, ProductView, UpdateProduct};
use shared_models::kernel::{FaultSource, ProblemKind};

use crate::http::{Failure, IfMatch, Json, PathId, Rejection, Valid};
use crate::state::State;
use crate::store::products::{self, WriteRefused};
use crate::store::{self, Record, Updated};

/// What can go wrong.
#[derive(Debug, thiserror::Error)]
pub enum UpdateProductError {
    /// There is no such product.
    #[error("no such product")]
    NotFound,
    /// It has changed since the client read it.
    #[error("the version is stale")]
    Stale,
    /// There is no such category.
    #[error("no such category")]
    UnknownCategory,
    /// There is no such brand.
    #[error("no such brand")]
    UnknownBrand,
    /// The database failed.
    #[error(transparent)]
    Store(#[from] store::Error),
}

impl From<WriteRefused> for UpdateProductError {
    fn from(refused: WriteRefused) -> Self {
        match refused {
            WriteRefused::SkuTaken => Self::Store(store::Error::corrupt("an update cannot take a SKU")),
            WriteRefused::UnknownCategory => Self::UnknownCategory,
            WriteRefused::UnknownBrand => Self::UnknownBrand,
        }
    }
}

impl Failure for UpdateProductError {
    const KINDS: &'static [ProblemKind] =
        &[ProblemKind::NotFound, ProblemKind::StaleVersion, ProblemKind::UnknownReference];

    fn reject(self) -> Rejection {
        let unknown =
            |pointer, detail| Rejection::of_field(ProblemKind::UnknownReference, FaultSource::Body, pointer, detail);
        match self {
            Self::NotFound => Rejection::new(ProblemKind::NotFound),
            Self::Stale => Rejection::new(ProblemKind::StaleVersion),
            Self::UnknownCategory => unknown("/category_id", "no such category"),
            Self::UnknownBrand => unknown("/brand_id", "no such brand"),
            Self::Store(error) => error.into(),
        }
    }
}

/// Changes some fields of a product.
///
/// # Errors
/// See [`UpdateProductError`].
pub async fn update_product(
    state: Data<State>,
    PathId(id): PathId<Product>,
    IfMatch(version): IfMatch,
    Valid(request): Valid<UpdateProduct>,
) -> Result<Json<ProductView>, UpdateProductError> {
    let now = state.now();
    let (audit_id, fact_id) = (state.next_id(), state.next_id());
    let changes = json!(request);
    let columns = ProductChanges::from(request);
    let updated = state
        .database
        .run(move |connection| {
            products::update(connection, id, version, &columns, now, |row| {
                let view = ProductView::try_from(row.clone()).map_err(store::Error::corrupt)?;
                Record::new(audit_id, AuditAction::Updated, "product", id, &changes, now)
                    .with_fact(fact_id, ProductChanged::from(&view))
            })
        })
        .await??;
    match updated {
        Updated::Done(row) => Ok(Json(row.try_into().map_err(store::Error::corrupt)?)),
        Updated::Missing => Err(UpdateProductError::NotFound),
        Updated::Stale => Err(UpdateProductError::Stale),
    }
}
