//! The endpoints: a file each, in a folder for each resource.

pub mod parcels;

use service_chassis::facts;
use service_chassis::http::Endpoint;

/// Every endpoint.
pub fn endpoints() -> Vec<Endpoint> {
    let mut endpoints = parcels::endpoints();
    endpoints.push(facts::feed());
    endpoints
}
