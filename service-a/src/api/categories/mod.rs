//! The tree of products.

mod create_category;
mod get_category;
mod list_categories;

use service_chassis::http::Endpoint;

pub fn endpoints() -> Vec<Endpoint> {
    vec![
        Endpoint::post("/v1/categories", create_category::create_category, "Creates a category."),
        Endpoint::get("/v1/categories", list_categories::list_categories, "Lists categories, newest first."),
        Endpoint::get("/v1/categories/{id}", get_category::get_category, "Shows a category."),
    ]
}
