//! Facts about stock.

use serde::{Deserialize, Serialize};

use super::ReservedLine;
use crate::orders::OrderId;

/// Stock was promised to an order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema))]
pub struct StockReserved {
    /// Also the `subject` of the event.
    pub order_id: OrderId,
    /// How much each warehouse gives.
    pub lines: Vec<ReservedLine>,
}

/// Stock that was promised to an order is free again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema))]
pub struct StockReleased {
    /// Also the `subject` of the event.
    pub order_id: OrderId,
    /// How much each warehouse keeps after all.
    pub lines: Vec<ReservedLine>,
}
