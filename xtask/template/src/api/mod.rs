//! The endpoints: one file each, in a folder for each resource.

mod warehouses;

use crate::http::{Endpoint, views};

views! {
    inventory { WarehousePage, WarehouseView }
}

/// Every endpoint of the contract: what is routed, and what the OpenAPI document lists.
pub fn endpoints() -> Vec<Endpoint> {
    [warehouses::endpoints()].into_iter().flatten().collect()
}
