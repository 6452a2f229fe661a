//! Sums as they are shown.

use serde::{Deserialize, Serialize};

use crate::catalog::ProductId;
use crate::kernel::Money;

/// What was sold of one product in one currency, without tax and before discounts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema))]
pub struct ProductSalesView {
    /// One entry per product and currency.
    pub product_id: ProductId,
    /// Pieces, over all orders counted.
    pub quantity: u64,
    /// Unit price times quantity, summed; without tax, before discounts.
    pub revenue: Money,
}
