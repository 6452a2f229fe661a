//! Facts about the catalog.

use serde::{Deserialize, Serialize};

use super::{BrandId, CategoryId, ProductId, ProductStatus};
use crate::kernel::Money;

/// A product was created or changed; carries all that another service keeps of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema))]
pub struct ProductChanged {
    /// The id is the same in every service.
    pub product_id: ProductId,
    /// The stock keeping unit; unique.
    pub sku: String,
    /// As customers read it.
    pub name: String,
    /// The price of one, without tax.
    pub price: Money,
    /// Only an active product can be ordered.
    pub status: ProductStatus,
    /// The version after the change: a subscriber ignores an older one that arrives late.
    pub version: i32,
    /// Plain text; may be empty. Absent in what was written before 1.5.0.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// The one category it is listed in. Absent in what was written before 1.5.0.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub category_id: Option<CategoryId>,
    /// The maker. Absent in what was written before 1.5.0.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub brand_id: Option<BrandId>,
}
