//! `GET /v1/orders/{id}/payment`

use actix_web::web::Data;
use service_chassis::database::Error;
use service_chassis::http::{Found, PathId};
use shared_models::orders::OrderId;
use shared_models::payments::PaymentView;

use crate::state::State;
use crate::store::payments;

/// Reads the payment of an order: the one that was not voided.
pub async fn get_payment_of_order(
    state: Data<State>,
    PathId(id): PathId<OrderId>,
) -> Result<Found<PaymentView>, Error> {
    state.database.run(move |connection| payments::find_live(connection, id)).await.map(Found)
}
