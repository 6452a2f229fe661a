//! Facts about the catalog.

use serde::{Deserialize, Serialize};

use super::{ProductId, ProductStatus};
use crate::kernel::Money;

/// A product was created or changed; carries all that another service keeps of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema))]
pub struct ProductChanged {
    /// The product.
    pub product_id: ProductId,
    /// Its stock keeping unit.
    pub sku: String,
    /// Its name.
    pub name: String,
    /// The price of one, without tax.
    pub price: Money,
    /// Whether it can be bought.
    pub status: ProductStatus,
    /// The version after the change; an older one that arrives late is ignored.
    pub version: i32,
}
