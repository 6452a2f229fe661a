//! Sums as they are shown.

use serde::{Deserialize, Serialize};

use crate::catalog::ProductId;
use crate::kernel::Money;

/// What was sold of one product in one currency, without tax and before discounts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema))]
pub struct ProductSalesView {
    /// The product.
    pub product_id: ProductId,
    /// How many.
    pub quantity: u64,
    /// For how much.
    pub revenue: Money,
}
