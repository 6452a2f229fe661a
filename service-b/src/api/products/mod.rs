//! This service's copy of what the storefront sells.

mod get_product;
mod put_product;

use service_chassis::http::Endpoint;

pub fn endpoints() -> Vec<Endpoint> {
    vec![
        Endpoint::put("/v1/products/{id}", put_product::put_product, "Adds a product, or replaces it."),
        Endpoint::get("/v1/products/{id}", get_product::get_product, "Reads a product."),
    ]
}
