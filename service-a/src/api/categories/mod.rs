//! The tree of products.

mod create_category;
mod get_category;
mod list_categories;

pub use create_category::{CreateCategoryError, create_category};
pub use get_category::{GetCategoryError, get_category};
pub use list_categories::list_categories;
