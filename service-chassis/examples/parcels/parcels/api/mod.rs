//! The endpoints: a file each, in a folder for each resource.

pub mod parcels;

use service_chassis::http::Endpoint;

/// Every endpoint.
pub fn endpoints() -> Vec<Endpoint> {
    parcels::endpoints()
}
