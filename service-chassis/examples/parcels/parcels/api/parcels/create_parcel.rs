//! `POST /v1/parcels`.

use actix_web::web::Data;
use service_chassis::Chassis;
use service_chassis::http::{Created, IdempotencyKey, Valid, Versioned};
use service_chassis::problem::failures;

use crate::parcels::contract::{CreateParcel, ParcelView, ProblemKind};
use crate::parcels::store::{self, LabelTaken};

failures! {
    /// Why a parcel was not added.
    pub enum CreateParcelError {
        /// Another parcel has the label.
        LabelTaken => ProblemKind::Duplicate at body "/label": "another parcel has this label",
    }
}

impl From<LabelTaken> for CreateParcelError {
    fn from(LabelTaken: LabelTaken) -> Self {
        Self::LabelTaken
    }
}

/// Adds a parcel.
pub async fn create_parcel(
    chassis: Data<Chassis>,
    key: IdempotencyKey,
    Valid(request): Valid<CreateParcel>,
) -> Result<Created<Versioned<ParcelView>>, CreateParcelError> {
    let (now, fact_id, key) = (chassis.now(), chassis.next_uuid(), key.of(&request)?);
    let CreateParcel { label, weight, size: _, contents: _ } = request;
    let view = ParcelView { id: chassis.next_uuid(), label, weight, version: 1 };
    let row = view.clone();
    chassis.database.run(move |connection| store::insert(connection, &row, &key, fact_id, now)).await??;
    Ok(Created { location: format!("/v1/parcels/{}", view.id), view: Versioned { version: view.version, view } })
}
