//! `PUT /v1/stock/{product_id}/{warehouse_id}`

use actix_web::web::Data;
use shared_models::inventory::{BelowReserved, SetStock, StockLevelView};
use shared_models::kernel::{FaultSource, ProblemKind};

use crate::http::{Failure, Json, Rejection, StockPlace, Valid};
use crate::state::State;
use crate::stock::{self, Set, SetRefused};
use crate::store;

/// Why the level was not set.
pub enum SetStockError {
    /// There is no such product.
    UnknownProduct,
    /// There is no such warehouse.
    UnknownWarehouse,
    /// More are promised to orders.
    BelowReserved(BelowReserved),
    /// The database failed.
    Store(store::Error),
}

/// Says how many of a product lie in a warehouse. What is promised to orders stays promised.
///
/// # Errors
/// See [`SetStockError`].
pub async fn set_stock(
    state: Data<State>,
    StockPlace(product_id, warehouse_id): StockPlace,
    Valid(SetStock { on_hand }): Valid<SetStock>,
) -> Result<Json<StockLevelView>, SetStockError> {
    let set = Set { product_id, warehouse_id, on_hand, now: state.now() };
    let set = move |connection: &mut store::Connection| stock::set(connection, set);
    Ok(Json(state.database.run(set).await??.into()))
}

impl Failure for SetStockError {
    const KINDS: &'static [ProblemKind] = &[ProblemKind::IllegalTransition, ProblemKind::UnknownReference];

    fn reject(self) -> Rejection {
        let unknown =
            |pointer, detail| Rejection::of_field(ProblemKind::UnknownReference, FaultSource::Path, pointer, detail);
        match self {
            Self::UnknownProduct => unknown("/product_id", "there is no such product"),
            Self::UnknownWarehouse => unknown("/warehouse_id", "there is no such warehouse"),
            Self::BelowReserved(below) => Rejection::new(ProblemKind::IllegalTransition).with_detail(below.to_string()),
            Self::Store(error) => error.into(),
        }
    }
}

impl From<store::Error> for SetStockError {
    fn from(error: store::Error) -> Self {
        Self::Store(error)
    }
}

impl From<SetRefused> for SetStockError {
    fn from(refused: SetRefused) -> Self {
        match refused {
            SetRefused::UnknownProduct => Self::UnknownProduct,
            SetRefused::UnknownWarehouse => Self::UnknownWarehouse,
            SetRefused::BelowReserved(below) => Self::BelowReserved(below),
        }
    }
}
