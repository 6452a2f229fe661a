//! The endpoints: one file each, in a folder for each resource.

mod audit_logs;
mod audited;
mod brands;
mod categories;
mod create;
mod customers;
mod designs;
mod orders;
mod page;
mod prescriptions;
mod products;
mod refusals;
mod roles;
mod update;
mod users;
mod versioned;

use service_chassis::facts;
use service_chassis::http::Endpoint;

/// Every endpoint: what is routed, and what the OpenAPI document lists.
pub fn endpoints() -> Vec<Endpoint> {
    [
        roles::endpoints(),
        users::endpoints(),
        audit_logs::endpoints(),
        brands::endpoints(),
        categories::endpoints(),
        products::endpoints(),
        customers::endpoints(),
        prescriptions::endpoints(),
        designs::endpoints(),
        orders::endpoints(),
        vec![facts::feed()],
    ]
    .into_iter()
    .flatten()
    .collect()
}
