//! The endpoints: one file each, in a folder for each resource.

mod warehouses;

use service_chassis::http::Endpoint;

/// Every endpoint: what is routed, and what the OpenAPI document lists.
pub fn endpoints() -> Vec<Endpoint> {
    [warehouses::endpoints()].into_iter().flatten().collect()
}
