//! `GET /v1/stock/{id}`

use actix_web::web::Data;
use service_chassis::database::Error;
use service_chassis::http::{Found, PathId};
use shared_models::catalog::ProductId;
use shared_models::inventory::{InventoryItemEntity, StockLevelView, StockView};

use crate::state::State;
use crate::store::stock;

/// Reads how many of a product lie where.
pub async fn get_stock(state: Data<State>, PathId(id): PathId<ProductId>) -> Result<Found<StockView>, Error> {
    let levels = state.database.run(move |connection| stock::of_product(connection, id)).await?;
    Ok(Found(levels.map(|levels| view(id, levels))))
}

fn view(product_id: ProductId, levels: Vec<InventoryItemEntity>) -> StockView {
    let levels: Vec<StockLevelView> = levels.into_iter().map(Into::into).collect();
    // Setting a level refuses a sum that does not fit.
    let available = levels.iter().fold(0_u32, |sum, level| sum.saturating_add(level.available));
    StockView { product_id, levels, available }
}
