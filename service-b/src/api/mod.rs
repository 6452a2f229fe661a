//! The endpoints: one file each, in a folder for each resource.

mod invoices;
mod payments;
mod products;
mod reservations;
mod stock;
mod warehouses;

use service_chassis::http::Endpoint;

/// Every endpoint of the contract.
pub fn endpoints() -> Vec<Endpoint> {
    [
        invoices::endpoints(),
        payments::endpoints(),
        products::endpoints(),
        reservations::endpoints(),
        stock::endpoints(),
        warehouses::endpoints(),
    ]
    .into_iter()
    .flatten()
    .collect()
}
