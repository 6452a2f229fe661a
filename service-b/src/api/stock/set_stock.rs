//! `PUT /v1/stock/{product_id}/{warehouse_id}`

use std::future::{Ready, ready};

use actix_web::dev::Payload;
use actix_web::web::Data;
use actix_web::{FromRequest, HttpRequest};
use service_chassis::failures;
use service_chassis::http::{Accepts, Json, Operation, Schemas, Valid, path_id};
use service_chassis::problem::Rejection;
use shared_models::catalog::ProductId;
use shared_models::inventory::{BelowReserved, SetStock, StockLevelView, WarehouseId};
use shared_models::kernel::ProblemKind;

use crate::state::State;
use crate::stock::{self, Set, SetRefused};

failures! {
    /// Why the level was not set.
    pub enum SetStockError {
        /// No product has this id.
        UnknownProduct => ProblemKind::UnknownReference at path "/product_id": "there is no such product",
        /// No warehouse has this id.
        UnknownWarehouse => ProblemKind::UnknownReference at path "/warehouse_id": "there is no such warehouse",
        /// More are promised to orders.
        BelowReserved(BelowReserved) => ProblemKind::IllegalTransition: "{0}",
        /// More than a stock view can count.
        TooMany => ProblemKind::Invalid at body "/on_hand":
            "there would be more than 4294967295 of the product over all warehouses",
    }
}

/// `{product_id}` and `{warehouse_id}` of the path.
pub struct Place(ProductId, WarehouseId);

/// Says how many of a product lie in a warehouse. What is promised to orders stays promised.
pub async fn set_stock(
    state: Data<State>,
    Place(product_id, warehouse_id): Place,
    Valid(SetStock { on_hand }): Valid<SetStock>,
) -> Result<Json<StockLevelView>, SetStockError> {
    let (set, stamp) = (Set { product_id, warehouse_id, on_hand }, state.stamp());
    Ok(Json(state.database.run(move |connection| stock::set(connection, set, &stamp)).await??.into()))
}

impl From<SetRefused> for SetStockError {
    fn from(refused: SetRefused) -> Self {
        match refused {
            SetRefused::UnknownProduct => Self::UnknownProduct,
            SetRefused::UnknownWarehouse => Self::UnknownWarehouse,
            SetRefused::BelowReserved(below) => Self::BelowReserved(below),
            SetRefused::TooMany => Self::TooMany,
        }
    }
}

impl FromRequest for Place {
    type Error = Rejection;
    type Future = Ready<Result<Self, Rejection>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let place = || Ok(Self(path_id(request, "product_id")?, path_id(request, "warehouse_id")?));
        ready(place())
    }
}

impl Accepts for Place {
    fn describe(operation: &mut Operation, _: &mut Schemas) {
        operation.path_id("product_id");
        operation.path_id("warehouse_id");
    }
}
