//! `POST /v1/payments/{id}/void`

use actix_web::web::Data;
use service_chassis::http::{Json, PathId};
use shared_models::payments::{PaymentId, PaymentView};

use super::refused::PaymentError;
use crate::payments;
use crate::state::State;

/// Voids a payment, so that its order can be paid anew. A second void changes nothing.
pub async fn void_payment(
    state: Data<State>,
    PathId(id): PathId<PaymentId>,
) -> Result<Json<PaymentView>, PaymentError> {
    let now = state.now();
    Ok(Json(state.database.run(move |connection| payments::void(connection, id, now)).await??))
}
