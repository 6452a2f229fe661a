//! Makers of products.

mod create_brand;
mod get_brand;
mod list_brands;

use service_chassis::http::Endpoint;

pub fn endpoints() -> Vec<Endpoint> {
    vec![
        Endpoint::post("/v1/brands", create_brand::create_brand, "Creates a brand."),
        Endpoint::get("/v1/brands", list_brands::list_brands, "Lists brands, newest first."),
        Endpoint::get("/v1/brands/{id}", get_brand::get_brand, "Shows a brand."),
    ]
}
