//! Ids and states of the catalog.

use crate::kernel::{ids, text_enum};

ids! { Product => ProductId, Category => CategoryId, Brand => BrandId }

text_enum! {
    /// Whether a product can be bought.
    pub enum ProductStatus {
        /// Being prepared; customers do not see it.
        Draft = "draft",
        /// On sale: can be ordered.
        Active = "active",
        /// No longer sold; old orders still refer to it.
        Retired = "retired",
    }
}
