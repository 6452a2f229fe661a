//! `GET /v1/products`.

use actix_web::web::Data;
use service_chassis::Chassis;
use service_chassis::database::Error;
use service_chassis::http::{Json, Query};
use shared_models::catalog::{ListProducts, ProductPage, ProductView};
use shared_models::kernel::Page;

use crate::store::Slice;
use crate::store::products::{self, Filter};

/// Lists products, newest first; all filters have to match.
pub async fn list_products(
    chassis: Data<Chassis>,
    Query(query): Query<ListProducts>,
) -> Result<Json<ProductPage>, Error> {
    let ListProducts { category_id, brand_id, text, cursor, limit } = query;
    let slice = Slice::new(cursor.as_deref(), limit);
    let filter = Filter { category_id, brand_id, text };
    let rows = chassis.database.run(move |connection| products::list(connection, filter, slice)).await?;
    let views = rows.into_iter().map(ProductView::try_from).collect::<Result<Vec<_>, _>>().map_err(Error::corrupt)?;
    Ok(Json(Page::of(views, slice.limit, |view| view.id, |view| view)))
}
