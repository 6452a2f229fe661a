//! `GET /v1/customers/{id}/prescriptions`.

use actix_web::web::Data;
use service_chassis::Chassis;
use service_chassis::database::Error;
use service_chassis::http::{Found, PathId, Query};
use shared_models::customers::{CustomerId, PrescriptionPage};
use shared_models::kernel::{Page, PageQuery};

use crate::store::{Slice, prescriptions};

/// Lists the prescriptions of a customer, newest first.
pub async fn list_prescriptions(
    chassis: Data<Chassis>,
    PathId(customer_id): PathId<CustomerId>,
    Query(query): Query<PageQuery>,
) -> Result<Found<PrescriptionPage>, Error> {
    let slice = Slice::new(query.cursor.as_deref(), query.limit);
    let views = chassis.database.run(move |connection| prescriptions::list(connection, customer_id, slice)).await?;
    Ok(Found(views.map(|views| Page::of(views, slice.limit, |view| view.id, |view| view))))
}
