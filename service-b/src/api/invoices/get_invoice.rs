//! `GET /v1/invoices/{id}`

use actix_web::web::Data;
use service_chassis::database::Error;
use service_chassis::http::{Found, PathId};
use shared_models::payments::{InvoiceId, InvoiceView};

use crate::state::State;
use crate::store::invoices;

/// Reads an invoice.
pub async fn get_invoice(state: Data<State>, PathId(id): PathId<InvoiceId>) -> Result<Found<InvoiceView>, Error> {
    state.database.run(move |connection| invoices::find(connection, id)).await.map(Found)
}
