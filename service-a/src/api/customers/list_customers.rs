//! `GET /v1/customers`.

use actix_web::web::Data;
use service_chassis::Chassis;
use service_chassis::database::Error;
use service_chassis::http::{Json, Query};
use shared_models::customers::{CustomerPage, CustomerView};
use shared_models::kernel::{Page, PageQuery};

use crate::store::{Slice, customers};

/// Lists customers, newest first.
pub async fn list_customers(
    chassis: Data<Chassis>,
    Query(query): Query<PageQuery>,
) -> Result<Json<CustomerPage>, Error> {
    let slice = Slice::new(query.cursor.as_deref(), query.limit);
    let rows = chassis.database.run(move |connection| customers::list(connection, slice)).await?;
    Ok(Json(Page::of(rows, slice.limit, |row| row.id, CustomerView::from)))
}
