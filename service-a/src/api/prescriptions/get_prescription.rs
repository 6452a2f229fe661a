//! `GET /v1/prescriptions/{id}`.

use actix_web::web::Data;
use service_chassis::Chassis;
use service_chassis::database::Error;
use service_chassis::http::{Found, PathId};
use shared_models::customers::{PrescriptionId, PrescriptionView};

use crate::store::prescriptions;

/// Shows a prescription.
pub async fn get_prescription(
    chassis: Data<Chassis>,
    PathId(id): PathId<PrescriptionId>,
) -> Result<Found<PrescriptionView>, Error> {
    let view = chassis.database.run(move |connection| prescriptions::find(connection, id)).await?;
    Ok(Found(view))
}
