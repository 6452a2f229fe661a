//! The catalog.

mod create_product;
mod get_product;
mod list_products;
mod update_product;

use service_chassis::http::Endpoint;

const PATH: &str = "/v1/products";

pub fn endpoints() -> Vec<Endpoint> {
    vec![
        Endpoint::post(PATH, create_product::create_product, "Creates a product."),
        Endpoint::get(PATH, list_products::list_products, "Lists products, newest first; all filters have to fit."),
        Endpoint::get("/v1/products/{id}", get_product::get_product, "Shows a product."),
        Endpoint::patch("/v1/products/{id}", update_product::update_product, "Changes some fields of a product."),
    ]
}
