//! `GET /v1/products`.

use actix_web::web::Data;
use shared_models::catalog::{ListProducts, ProductPage, ProductView};
use shared_models::kernel::Page;

use crate::http::{Json, Query};
use crate::state::State;
use crate::store::products::{self, Filter};
use crate::store::{self, Slice};

/// Lists products, newest first; the filters all have to fit.
///
/// # Errors
/// When the database fails.
pub async fn list_products(
    state: Data<State>,
    Query(query): Query<ListProducts>,
) -> Result<Json<ProductPage>, store::Error> {
    let ListProducts { category_id, brand_id, text, cursor, limit } = query;
    let slice = Slice::new(cursor.as_deref(), limit);
    let filter = Filter { category_id, brand_id, text };
    let rows = state.database.run(move |connection| products::list(connection, filter, slice)).await?;
    let views =
        rows.into_iter().map(ProductView::try_from).collect::<Result<Vec<_>, _>>().map_err(store::Error::corrupt)?;
    Ok(Json(Page::of(views, slice.limit, |view| view.id, |view| view)))
}
