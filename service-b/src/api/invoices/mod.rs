//! The bills that captures issue.

mod get_invoice;

use service_chassis::http::Endpoint;

pub fn endpoints() -> Vec<Endpoint> {
    vec![Endpoint::get("/v1/invoices/{id}", get_invoice::get_invoice, "Reads an invoice.")]
}
