//! `POST /v1/products`.

use actix_web::web::Data;
use serde_json::json;
use shared_models::audit::AuditAction;
use shared_models::catalog::{CreateProduct, ProductChanged, ProductEntity, ProductView};
use shared_models::kernel::{FaultSource, ProblemKind};

use crate::http::{Created, Failure, Rejection, Valid};
use crate::state::State;
use crate::store::products::{self, WriteRefused};
use crate::store::{self, Record};

/// What can go wrong.
#[derive(Debug, thiserror::Error)]
pub enum CreateProductError {
    /// Another product has the SKU.
    #[error("the SKU is taken")]
    SkuTaken,
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

impl From<WriteRefused> for CreateProductError {
    fn from(refused: WriteRefused) -> Self {
        match refused {
            WriteRefused::SkuTaken => Self::SkuTaken,
            WriteRefused::UnknownCategory => Self::UnknownCategory,
            WriteRefused::UnknownBrand => Self::UnknownBrand,
        }
    }
}

impl Failure for CreateProductError {
    const KINDS: &'static [ProblemKind] = &[ProblemKind::Duplicate, ProblemKind::UnknownReference];

    fn reject(self) -> Rejection {
        let of_field = |kind, pointer, detail| Rejection::of_field(kind, FaultSource::Body, pointer, detail);
        match self {
            Self::SkuTaken => of_field(ProblemKind::Duplicate, "/sku", "another product has this SKU"),
            Self::UnknownCategory => of_field(ProblemKind::UnknownReference, "/category_id", "no such category"),
            Self::UnknownBrand => of_field(ProblemKind::UnknownReference, "/brand_id", "no such brand"),
            Self::Store(error) => error.into(),
        }
    }
}

/// Creates a product.
///
/// # Errors
/// See [`CreateProductError`].
pub async fn create_product(
    state: Data<State>,
    Valid(request): Valid<CreateProduct>,
) -> Result<Created<ProductView>, CreateProductError> {
    let (id, now) = (state.next_id(), state.now());
    let changes = json!(request);
    let row = ProductEntity::new(id, request, now);
    let view = ProductView::try_from(row.clone()).map_err(store::Error::corrupt)?;
    let record = Record::new(state.next_id(), AuditAction::Created, "product", id, &changes, now)
        .with_fact(state.next_id(), ProductChanged::from(&view))?;
    state.database.run(move |connection| products::insert(connection, &row, &record)).await??;
    Ok(Created { location: format!("/v1/products/{id}"), view })
}
