//! `PUT /v1/products/{id}`

use actix_web::web::Data;
use shared_models::catalog::{CreateProduct, Product, ProductView};
use shared_models::kernel::{FaultSource, ProblemKind};

use crate::http::{Failure, PathId, Put, Rejection, Valid};
use crate::products;
use crate::state::State;
use crate::store::{self, products::SkuTaken};

/// Why the product was not put.
pub enum PutProductError {
    /// Another product has the SKU.
    SkuTaken,
    /// The database failed.
    Store(store::Error),
}

/// Adds a product, or replaces it; the same request again changes nothing.
///
/// # Errors
/// See [`PutProductError`].
pub async fn put_product(
    state: Data<State>,
    PathId(id): PathId<Product>,
    Valid(request): Valid<CreateProduct>,
) -> Result<Put<ProductView>, PutProductError> {
    let now = state.now();
    let put = state.database.run(move |connection| products::put(connection, id, &request, now)).await??;
    Ok(match put {
        products::Put::Created(view) => Put::Created(view),
        products::Put::Kept(view) => Put::Kept(view),
    })
}

impl Failure for PutProductError {
    const KINDS: &'static [ProblemKind] = &[ProblemKind::Duplicate];

    fn reject(self) -> Rejection {
        match self {
            Self::SkuTaken => {
                let detail = "another product has this SKU";
                Rejection::of_field(ProblemKind::Duplicate, FaultSource::Body, "/sku", detail)
            }
            Self::Store(error) => error.into(),
        }
    }
}

impl From<store::Error> for PutProductError {
    fn from(error: store::Error) -> Self {
        Self::Store(error)
    }
}

impl From<SkuTaken> for PutProductError {
    fn from(SkuTaken: SkuTaken) -> Self {
        Self::SkuTaken
    }
}
