//! `GET /v1/payments/{id}`

use actix_web::web::Data;
use service_chassis::database::Error;
use service_chassis::http::{Found, PathId};
use shared_models::payments::{PaymentId, PaymentView};

use crate::state::State;
use crate::store::payments;

/// Reads a payment.
pub async fn get_payment(state: Data<State>, PathId(id): PathId<PaymentId>) -> Result<Found<PaymentView>, Error> {
    state.database.run(move |connection| payments::find(connection, id)).await.map(Found)
}
