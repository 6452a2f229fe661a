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

/// The stock of an order was released because the order was not paid for in time. Since 1.7.0.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema))]
pub struct ReservationExpired {
    /// Also the `subject` of the event.
    pub order_id: OrderId,
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
