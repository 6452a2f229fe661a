//! `GET /v1/products`.

use actix_web::web::Data;
use service_chassis::Chassis;
use service_chassis::database::{Connection, Error};
use service_chassis::http::{Json, Query};
use shared_models::catalog::{ListProducts, ProductPage};
use shared_models::kernel::PageQuery;

use crate::api::page::page;
use crate::store::products::{self, Filter};

/// Lists products, newest first; all filters have to match.
pub async fn list_products(
    chassis: Data<Chassis>,
    Query(query): Query<ListProducts>,
) -> Result<Json<ProductPage>, Error> {
    let ListProducts { category_id, brand_id, text, cursor, limit } = query;
    let filter = Filter { category_id, brand_id, text };
    let list = move |connection: &mut Connection, slice| products::list(connection, filter, slice);
    page(&chassis, PageQuery { cursor, limit }, list, |product| product.id).await
}
