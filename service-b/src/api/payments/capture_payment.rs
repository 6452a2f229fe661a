//! `POST /v1/payments/{id}/capture`

use actix_web::web::Data;
use service_chassis::http::{Json, PathId};
use shared_models::payments::{PaymentId, PaymentView};

use super::refused::PaymentError;
use crate::payments::{self, Capture};
use crate::state::State;

/// Takes the money of a payment and issues the invoice. A second capture gives the same payment with the same invoice.
pub async fn capture_payment(
    state: Data<State>,
    PathId(id): PathId<PaymentId>,
) -> Result<Json<PaymentView>, PaymentError> {
    let event_ids = [state.next_id(), state.next_id()];
    let capture = Capture { id, invoice_id: state.next_id(), event_ids, now: state.now() };
    Ok(Json(state.database.run(move |connection| payments::capture(connection, &capture)).await??))
}
