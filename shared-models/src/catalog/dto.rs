//! Requests and views of the catalog.

use chrono::{DateTime, Utc};
use garde::Validate;
use serde::{Deserialize, Serialize};

use super::{BrandId, CategoryId, ProductId, ProductStatus};
use crate::kernel::text::{NAME_MAX, NAME_MIN, NOT_BLANK, SKU, SKU_MAX, SKU_MIN, SLUG, SLUG_MAX, SLUG_MIN};
use crate::kernel::{Money, Page, Price, list_query, optional_fields};

/// Longest description of a product, in characters: what a page shows without scrolling twice.
pub const DESCRIPTION_MAX: usize = 4_000;
/// Longest text to search for, in characters: as long as a name, which is what it is compared with.
pub const SEARCH_TEXT_MAX: usize = NAME_MAX;

/// Creates a brand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema))]
pub struct CreateBrand {
    /// As customers read it, in any script.
    #[garde(length(chars, min = NAME_MIN, max = NAME_MAX), pattern(NOT_BLANK))]
    pub name: String,
    /// The brand in a URL; unique among brands.
    #[garde(length(chars, min = SLUG_MIN, max = SLUG_MAX), pattern(SLUG))]
    pub slug: String,
}

/// A maker of products.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema))]
pub struct BrandView {
    /// Assigned on creation (UUIDv7).
    pub id: BrandId,
    /// As customers read it.
    pub name: String,
    /// The brand in a URL; unique among brands.
    pub slug: String,
    /// UTC; set once.
    pub created_at: DateTime<Utc>,
}

/// Creates a category.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema))]
pub struct CreateCategory {
    /// As customers read it, in any script.
    #[garde(length(chars, min = NAME_MIN, max = NAME_MAX), pattern(NOT_BLANK))]
    pub name: String,
    /// The category in a URL; unique among categories.
    #[garde(length(chars, min = SLUG_MIN, max = SLUG_MAX), pattern(SLUG))]
    pub slug: String,
    /// The category above; absent at the top of the tree.
    #[garde(skip)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent_id: Option<CategoryId>,
}

/// A node of the tree that products are sorted into.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema))]
pub struct CategoryView {
    /// Assigned on creation (UUIDv7).
    pub id: CategoryId,
    /// As customers read it.
    pub name: String,
    /// The category in a URL; unique among categories.
    pub slug: String,
    /// The category above; absent at the top of the tree.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent_id: Option<CategoryId>,
    /// UTC; set once.
    pub created_at: DateTime<Utc>,
}

/// Creates a product, or replaces the copy of one that another service keeps.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema))]
pub struct CreateProduct {
    /// The stock keeping unit; unique, and never changed afterwards.
    #[garde(length(chars, min = SKU_MIN, max = SKU_MAX), pattern(SKU))]
    pub sku: String,
    /// As customers read it, in any script.
    #[garde(length(chars, min = NAME_MIN, max = NAME_MAX), pattern(NOT_BLANK))]
    pub name: String,
    /// Plain text; empty if absent.
    #[garde(length(chars, max = DESCRIPTION_MAX))]
    #[serde(default)]
    pub description: String,
    /// The one category it is listed in.
    #[garde(skip)]
    pub category_id: CategoryId,
    /// The maker.
    #[garde(skip)]
    pub brand_id: BrandId,
    /// The price of one, without tax.
    #[garde(dive)]
    pub price: Price,
    /// Only an active product can be ordered.
    #[garde(skip)]
    pub status: ProductStatus,
}

optional_fields! {
    /// Changes some fields of a product; an absent field stays as it is.
    pub struct UpdateProduct {
        /// As customers read it; absent to keep it.
        #[garde(length(chars, min = NAME_MIN, max = NAME_MAX), pattern(NOT_BLANK))]
        pub name: Option<String>,
        /// Plain text, may be empty; absent to keep it.
        #[garde(length(chars, max = DESCRIPTION_MAX))]
        pub description: Option<String>,
        /// Must exist; absent to keep it.
        #[garde(skip)]
        pub category_id: Option<CategoryId>,
        /// Must exist; absent to keep it.
        #[garde(skip)]
        pub brand_id: Option<BrandId>,
        /// The price of one, without tax; absent to keep it. Orders already placed keep theirs.
        #[garde(dive)]
        pub price: Option<Price>,
        /// Only an active product can be ordered; absent to keep it.
        #[garde(skip)]
        pub status: Option<ProductStatus>,
    }
}

list_query! {
    /// Which products to list: a query string.
    pub struct ListProducts {
        /// Only products directly in this category.
        #[garde(skip)]
        pub category_id: Option<CategoryId>,
        /// Only products of this brand.
        #[garde(skip)]
        pub brand_id: Option<BrandId>,
        /// Only products whose name or SKU contains this.
        #[garde(length(chars, min = 1, max = SEARCH_TEXT_MAX))]
        pub text: Option<String>,
    }
}

/// A product with its price of today.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema))]
pub struct ProductView {
    /// Assigned on creation (UUIDv7).
    pub id: ProductId,
    /// The stock keeping unit; unique, and never changed.
    pub sku: String,
    /// As customers read it.
    pub name: String,
    /// Plain text; may be empty.
    pub description: String,
    /// The one category it is listed in.
    pub category_id: CategoryId,
    /// The maker.
    pub brand_id: BrandId,
    /// The price of one, without tax.
    pub price: Money,
    /// Only an active product can be ordered.
    pub status: ProductStatus,
    /// Starts at 1 and grows with every change; `If-Match` is compared with it.
    pub version: i32,
    /// UTC; set once.
    pub created_at: DateTime<Utc>,
    /// UTC; moves with every change.
    pub updated_at: DateTime<Utc>,
}

/// A page of products.
pub type ProductPage = Page<ProductView>;
/// A page of brands.
pub type BrandPage = Page<BrandView>;
/// A page of categories.
pub type CategoryPage = Page<CategoryView>;
