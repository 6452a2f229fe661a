//! `PATCH /v1/parcels/{id}`.

use actix_web::web::Data;
use service_chassis::Chassis;
use service_chassis::database::Updated;
use service_chassis::http::{IfMatch, Json, PathId, Valid, Versioned};
use service_chassis::problem::failures;
use uuid::Uuid;

use crate::parcels::contract::{ParcelView, ProblemKind, UpdateParcel};
use crate::parcels::store;

failures! {
    /// Why a parcel was not changed.
    pub enum UpdateParcelError {
        /// There is no such parcel.
        NotFound => ProblemKind::NotFound,
        /// It has changed since the client read it.
        Stale => ProblemKind::StaleVersion,
    }
}

/// Changes a parcel.
pub async fn update_parcel(
    chassis: Data<Chassis>,
    PathId(id): PathId<Uuid>,
    IfMatch(version): IfMatch,
    Valid(UpdateParcel { weight }): Valid<UpdateParcel>,
) -> Result<Json<Versioned<ParcelView>>, UpdateParcelError> {
    let (fact_id, now) = (chassis.next_uuid(), chassis.now());
    let update = chassis.database.run(move |connection| store::update(connection, id, version, weight, fact_id, now));
    match update.await? {
        Updated::Done(view) => Ok(Json(Versioned { version: view.version, view })),
        Updated::Missing => Err(UpdateParcelError::NotFound),
        Updated::Stale => Err(UpdateParcelError::Stale),
    }
}
