//! `GET /v1/stock/{id}`

use actix_web::web::Data;
use shared_models::catalog::Product;
use shared_models::inventory::{StockLevelView, StockView};
use shared_models::kernel::ProblemKind;

use crate::http::{Failure, Json, PathId, Rejection};
use crate::state::State;
use crate::store::{self, stock};

/// Why no stock was read.
pub enum GetStockError {
    /// There is none with this id.
    NotFound,
    /// The database failed.
    Store(store::Error),
}

/// Reads how many of a product lie where.
///
/// # Errors
/// See [`GetStockError`].
pub async fn get_stock(state: Data<State>, PathId(id): PathId<Product>) -> Result<Json<StockView>, GetStockError> {
    let levels = state.database.run(move |connection| stock::of_product(connection, id)).await?;
    let levels: Vec<StockLevelView> = levels.ok_or(GetStockError::NotFound)?.into_iter().map(Into::into).collect();
    let available = levels.iter().fold(0_u32, |sum, level| sum.saturating_add(level.available));
    Ok(Json(StockView { product_id: id, levels, available }))
}

impl Failure for GetStockError {
    const KINDS: &'static [ProblemKind] = &[ProblemKind::NotFound];

    fn reject(self) -> Rejection {
        match self {
            Self::NotFound => Rejection::new(ProblemKind::NotFound),
            Self::Store(error) => error.into(),
        }
    }
}

impl From<store::Error> for GetStockError {
    fn from(error: store::Error) -> Self {
        Self::Store(error)
    }
}
