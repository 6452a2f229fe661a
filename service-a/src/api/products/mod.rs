//! What can be bought.

mod create_product;
mod get_product;
mod list_products;
mod update_product;

pub use create_product::{CreateProductError, create_product};
pub use get_product::{GetProductError, get_product};
pub use list_products::list_products;
pub use update_product::{UpdateProductError, update_product};
