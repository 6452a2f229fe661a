//! How many of each product lie where.

mod get_stock;
mod set_stock;

use service_chassis::http::Endpoint;

pub fn endpoints() -> Vec<Endpoint> {
    vec![
        Endpoint::put(
            "/v1/stock/{product_id}/{warehouse_id}",
            set_stock::set_stock,
            "Says how many of a product lie in a warehouse.",
        ),
        Endpoint::get("/v1/stock/{id}", get_stock::get_stock, "Reads how many of a product lie where."),
    ]
}
