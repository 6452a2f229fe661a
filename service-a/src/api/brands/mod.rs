//! Makers of products.

mod create_brand;
mod get_brand;
mod list_brands;

pub use create_brand::{CreateBrandError, create_brand};
pub use get_brand::{GetBrandError, get_brand};
pub use list_brands::list_brands;
