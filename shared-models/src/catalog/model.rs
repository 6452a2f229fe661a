//! Ids and states of the catalog.

use crate::kernel::{Id, text_enum};

/// Labels the ids of products.
pub enum Product {}
/// Labels the ids of categories.
pub enum Category {}
/// Labels the ids of brands.
pub enum Brand {}

/// The id of a product.
pub type ProductId = Id<Product>;
/// The id of a category.
pub type CategoryId = Id<Category>;
/// The id of a brand.
pub type BrandId = Id<Brand>;

text_enum! {
    /// Whether a product can be bought.
    pub enum ProductStatus {
        /// Being prepared; nobody sees it.
        Draft = "draft",
        /// On sale.
        Active = "active",
        /// No longer sold; old orders still refer to it.
        Retired = "retired",
    }
}
