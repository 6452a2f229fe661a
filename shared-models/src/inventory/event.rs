//! Facts about stock.

use serde::{Deserialize, Serialize};

use super::ReservedLine;
use crate::orders::OrderId;

/// Stock was promised to an order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema))]
pub struct StockReserved {
    /// The order.
    pub order_id: OrderId,
    /// Which warehouse gives what.
    pub lines: Vec<ReservedLine>,
}

/// Stock that was promised to an order is free again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema))]
pub struct StockReleased {
    /// The order.
    pub order_id: OrderId,
    /// Which warehouse keeps what.
    pub lines: Vec<ReservedLine>,
}
