//! `GET /v1/products/{id}`.

use actix_web::web::Data;
use shared_models::catalog::{Product, ProductView};
use shared_models::kernel::ProblemKind;

use crate::http::{Failure, Json, PathId, Rejection};
use crate::state::State;
use crate::store::{self, products};

/// What can go wrong.
#[derive(Debug, thiserror::Error)]
pub enum GetProductError {
    /// There is no such product.
    #[error("no such product")]
    NotFound,
    /// The database failed.
    #[error(transparent)]
    Store(#[from] store::Error),
}

impl Failure for GetProductError {
    const KINDS: &'static [ProblemKind] = &[ProblemKind::NotFound];

    fn reject(self) -> Rejection {
        match self {
            Self::NotFound => Rejection::new(ProblemKind::NotFound),
            Self::Store(error) => error.into(),
        }
    }
}

/// Shows a product.
///
/// # Errors
/// See [`GetProductError`].
pub async fn get_product(
    state: Data<State>,
    PathId(id): PathId<Product>,
) -> Result<Json<ProductView>, GetProductError> {
    let found = state.database.run(move |connection| products::find(connection, id)).await?;
    let row = found.ok_or(GetProductError::NotFound)?;
    Ok(Json(row.try_into().map_err(store::Error::corrupt)?))
}
