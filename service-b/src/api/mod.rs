//! The endpoints: one file each, in a folder for each resource.

mod audit_logs;
mod invoices;
mod payments;
mod products;
mod reservations;
mod shipments;
mod stock;
mod warehouses;

use service_chassis::facts;
use service_chassis::http::Endpoint;

/// Every endpoint of the contract.
pub fn endpoints() -> Vec<Endpoint> {
    [
        audit_logs::endpoints(),
        invoices::endpoints(),
        payments::endpoints(),
        products::endpoints(),
        reservations::endpoints(),
        shipments::endpoints(),
        stock::endpoints(),
        warehouses::endpoints(),
        vec![facts::feed()],
    ]
    .into_iter()
    .flatten()
    .collect()
}
