//! `POST /v1/shipments/{id}/deliver`

use actix_web::web::Data;
use service_chassis::failures;
use service_chassis::http::{Json, PathId};
use shared_models::kernel::{IllegalTransition, ProblemKind};
use shared_models::shipments::{ShipmentId, ShipmentStatus, ShipmentView};

use crate::shipments::{self, DeliverRefused};
use crate::state::State;

failures! {
    /// Why a parcel was not delivered.
    pub enum DeliverShipmentError {
        /// No parcel has this id.
        NotFound => ProblemKind::NotFound,
        /// It is not on its way.
        Illegal(IllegalTransition<ShipmentStatus>) => ProblemKind::IllegalTransition: "{0}",
    }
}

/// Says that a parcel reached the customer. A second time changes nothing.
pub async fn deliver_shipment(
    state: Data<State>,
    PathId(id): PathId<ShipmentId>,
) -> Result<Json<ShipmentView>, DeliverShipmentError> {
    let stamp = state.stamp();
    let delivered = state.database.run(move |connection| shipments::deliver(connection, id, &stamp)).await?;
    delivered.map(Json).map_err(|refused| match refused {
        DeliverRefused::NotFound => DeliverShipmentError::NotFound,
        DeliverRefused::Illegal(illegal) => DeliverShipmentError::Illegal(illegal),
    })
}
