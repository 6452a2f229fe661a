//! Makers of products.

mod create_brand;
mod get_brand;
mod list_brands;

pub use create_brand::create_brand;
pub use get_brand::get_brand;
pub use list_brands::list_brands;
