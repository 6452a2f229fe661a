//! Where stock lies.

mod create_warehouse;
mod get_warehouse;
mod list_warehouses;

use service_chassis::http::Endpoint;

pub fn endpoints() -> Vec<Endpoint> {
    vec![
        Endpoint::post("/v1/warehouses", create_warehouse::create_warehouse, "Adds a warehouse."),
        Endpoint::get("/v1/warehouses", list_warehouses::list_warehouses, "Lists warehouses, newest first."),
        Endpoint::get("/v1/warehouses/{id}", get_warehouse::get_warehouse, "Reads a warehouse."),
    ]
}
