//! `GET /v1/products/{id}`

use actix_web::web::Data;
use service_chassis::database::Error;
use service_chassis::http::{Found, PathId};
use shared_models::catalog::{ProductId, ProductView};

use crate::state::State;
use crate::store::products;

/// Reads a product.
pub async fn get_product(state: Data<State>, PathId(id): PathId<ProductId>) -> Result<Found<ProductView>, Error> {
    state.database.run(move |connection| products::find(connection, id)).await.map(Found)
}
