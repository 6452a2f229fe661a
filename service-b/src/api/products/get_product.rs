//! `GET /v1/products/{id}`

use actix_web::web::Data;
use shared_models::catalog::{Product, ProductView};
use shared_models::kernel::ProblemKind;

use crate::http::{Failure, Json, PathId, Rejection};
use crate::state::State;
use crate::store::{self, products};

/// Why no product was read.
pub enum GetProductError {
    /// There is none with this id.
    NotFound,
    /// The database failed.
    Store(store::Error),
}

/// Reads a product.
///
/// # Errors
/// See [`GetProductError`].
pub async fn get_product(
    state: Data<State>,
    PathId(id): PathId<Product>,
) -> Result<Json<ProductView>, GetProductError> {
    let row = state.database.run(move |connection| products::find(connection, id)).await?;
    row.map(Json).ok_or(GetProductError::NotFound)
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

impl From<store::Error> for GetProductError {
    fn from(error: store::Error) -> Self {
        Self::Store(error)
    }
}
