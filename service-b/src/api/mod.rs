//! The endpoints: one file each, in a folder for each resource.

mod invoices;
mod payments;
mod products;
mod reservations;
mod stock;
mod warehouses;

use crate::http::{Endpoint, views};

views! {
    catalog { ProductView }
    inventory { ReservationView, StockLevelView, StockView, WarehousePage, WarehouseView }
    payments { InvoiceView, PaymentView }
}

/// Every endpoint of the contract: what is routed, and what the OpenAPI document lists.
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
