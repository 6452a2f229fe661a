//! `GET /v1/customers/{id}`.

use actix_web::web::Data;
use service_chassis::Chassis;
use service_chassis::database::Error;
use service_chassis::http::{Found, PathId, Versioned};
use shared_models::customers::{CustomerEntity, CustomerId, CustomerView};

use crate::api::versioned::versioned;
use crate::store::Row as _;

/// Shows a customer.
pub async fn get_customer(
    chassis: Data<Chassis>,
    PathId(id): PathId<CustomerId>,
) -> Result<Found<Versioned<CustomerView>>, Error> {
    let row = chassis.database.run(move |connection| CustomerEntity::find(connection, id)).await?;
    Ok(Found(row.map(CustomerView::from).map(versioned)))
}
