//! `GET /v1/customers`.

use actix_web::web::Data;
use service_chassis::Chassis;
use service_chassis::database::Error;
use service_chassis::http::{Json, Query};
use shared_models::customers::{CustomerEntity, CustomerPage};
use shared_models::kernel::PageQuery;

use crate::api::page::page;
use crate::store::Row as _;

/// Lists customers, newest first.
pub async fn list_customers(
    chassis: Data<Chassis>,
    Query(query): Query<PageQuery>,
) -> Result<Json<CustomerPage>, Error> {
    page(&chassis, query, CustomerEntity::list, |customer| customer.id).await
}
