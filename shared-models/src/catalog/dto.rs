//! Requests and views of the catalog.

use chrono::{DateTime, Utc};
use garde::Validate;
use serde::{Deserialize, Serialize};

use super::{BrandId, CategoryId, ProductId, ProductStatus};
use crate::kernel::{Money, NOT_BLANK, Name, Page, PageQuery, Price, SKU, SLUG, Sku, Slug};

/// Longest description of a product, in characters: what a page shows without scrolling twice.
pub const DESCRIPTION_MAX: usize = 4_000;
/// Longest text to search for, in characters: as long as the name it is looked for in.
pub const SEARCH_TEXT_MAX: usize = Name::MAX;

/// Creates a brand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema))]
pub struct CreateBrand {
    /// The brand's name.
    #[garde(length(chars, min = Name::MIN, max = Name::MAX), pattern(NOT_BLANK))]
    pub name: String,
    /// Its name in an address; unique.
    #[garde(length(chars, min = Slug::MIN, max = Slug::MAX), pattern(SLUG))]
    pub slug: String,
}

/// A brand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema))]
pub struct BrandView {
    /// The brand's id.
    pub id: BrandId,
    /// Its name.
    pub name: String,
    /// Its name in an address.
    pub slug: String,
    /// When it was created.
    pub created_at: DateTime<Utc>,
}

/// Creates a category.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema))]
pub struct CreateCategory {
    /// The category's name.
    #[garde(length(chars, min = Name::MIN, max = Name::MAX), pattern(NOT_BLANK))]
    pub name: String,
    /// Its name in an address; unique.
    #[garde(length(chars, min = Slug::MIN, max = Slug::MAX), pattern(SLUG))]
    pub slug: String,
    /// The category it is part of; absent for one at the top.
    #[garde(skip)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent_id: Option<CategoryId>,
}

/// A category.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema))]
pub struct CategoryView {
    /// The category's id.
    pub id: CategoryId,
    /// Its name.
    pub name: String,
    /// Its name in an address.
    pub slug: String,
    /// The category it is part of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent_id: Option<CategoryId>,
    /// When it was created.
    pub created_at: DateTime<Utc>,
}

/// Creates a product, or replaces the copy of one that another service keeps.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema))]
pub struct CreateProduct {
    /// The stock keeping unit; unique.
    #[garde(length(chars, min = Sku::MIN, max = Sku::MAX), pattern(SKU))]
    pub sku: String,
    /// The product's name.
    #[garde(length(chars, min = Name::MIN, max = Name::MAX), pattern(NOT_BLANK))]
    pub name: String,
    /// What it is, in plain text.
    #[garde(length(chars, max = DESCRIPTION_MAX))]
    #[serde(default)]
    pub description: String,
    /// Its category.
    #[garde(skip)]
    pub category_id: CategoryId,
    /// Its brand.
    #[garde(skip)]
    pub brand_id: BrandId,
    /// The price of one, without tax.
    #[garde(dive)]
    pub price: Price,
    /// Whether it can be bought.
    #[garde(skip)]
    pub status: ProductStatus,
}

/// Changes some fields of a product; an absent field stays as it is.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema))]
pub struct UpdateProduct {
    /// A new name.
    #[garde(length(chars, min = Name::MIN, max = Name::MAX), pattern(NOT_BLANK))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// A new description.
    #[garde(length(chars, max = DESCRIPTION_MAX))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Another category.
    #[garde(skip)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub category_id: Option<CategoryId>,
    /// Another brand.
    #[garde(skip)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub brand_id: Option<BrandId>,
    /// A new price.
    #[garde(dive)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub price: Option<Price>,
    /// A new status.
    #[garde(skip)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<ProductStatus>,
}

/// Which products to list: a query string.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema))]
pub struct ListProducts {
    /// Only products of this category.
    #[garde(skip)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub category_id: Option<CategoryId>,
    /// Only products of this brand.
    #[garde(skip)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub brand_id: Option<BrandId>,
    /// Only products whose name or SKU contains this.
    #[garde(length(chars, min = 1, max = SEARCH_TEXT_MAX))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// `next_cursor` of the page before; absent for the first page.
    #[garde(pattern(crate::kernel::CURSOR))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
    /// How many, 1 to 100; 20 if absent.
    #[garde(range(min = 1, max = PageQuery::MAX_LIMIT))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<u16>,
}

/// A product.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema))]
pub struct ProductView {
    /// The product's id.
    pub id: ProductId,
    /// The stock keeping unit.
    pub sku: String,
    /// Its name.
    pub name: String,
    /// What it is, in plain text.
    pub description: String,
    /// Its category.
    pub category_id: CategoryId,
    /// Its brand.
    pub brand_id: BrandId,
    /// The price of one, without tax.
    pub price: Money,
    /// Whether it can be bought.
    pub status: ProductStatus,
    /// Counts the changes; what `If-Match` is compared with.
    pub version: i32,
    /// When it was created.
    pub created_at: DateTime<Utc>,
    /// When it was last changed.
    pub updated_at: DateTime<Utc>,
}

/// A page of products.
pub type ProductPage = Page<ProductView>;
/// A page of brands.
pub type BrandPage = Page<BrandView>;
/// A page of categories.
pub type CategoryPage = Page<CategoryView>;
