//! How stock is promised to an order: all lines or none, and never more than there is.

use std::collections::BTreeMap;

use super::{ReserveLine, ShortLine, WarehouseId};
use crate::catalog::ProductId;

/// The stock of a product in one warehouse.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StockLevel {
    /// One level for each product and warehouse.
    pub product_id: ProductId,
    /// Where the pieces lie.
    pub warehouse_id: WarehouseId,
    /// Pieces in the warehouse, reserved ones included.
    pub on_hand: u32,
    /// Pieces promised to orders; at most `on_hand`.
    pub reserved: u32,
}

/// How many of a product one warehouse gives to an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Allocation {
    /// Sorts first, so that rows are locked in one order.
    pub product_id: ProductId,
    /// Where the pieces come from.
    pub warehouse_id: WarehouseId,
    /// Pieces, at least 1.
    pub quantity: u32,
}

/// A level that cannot be: more promised than there is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{reserved} are reserved, so there cannot be {on_hand}")]
pub struct BelowReserved {
    /// The pieces that were counted.
    pub on_hand: u32,
    /// The pieces promised to orders.
    pub reserved: u32,
}

impl StockLevel {
    /// How many can still be promised.
    pub const fn available(&self) -> u32 {
        self.on_hand.saturating_sub(self.reserved)
    }

    /// The level after a count.
    ///
    /// # Errors
    /// [`BelowReserved`] when more are promised.
    pub const fn with_on_hand(self, on_hand: u32) -> Result<Self, BelowReserved> {
        if on_hand < self.reserved {
            return Err(BelowReserved { on_hand, reserved: self.reserved });
        }
        Ok(Self { on_hand, ..self })
    }
}

/// Chooses the warehouses that serve `lines`, of which several may name one product.
///
/// A product comes from one warehouse if one can give it all: of those the one with the least left over, so that large
/// stocks stay whole. Otherwise it comes from the fullest ones first, to make the fewest parcels. The result is sorted
/// by product and warehouse, which is the order to lock rows in.
///
/// # Errors
/// Every line that is short, with what there is, in the order of product ids; nothing is allocated then.
pub fn plan(levels: &[StockLevel], lines: &[ReserveLine]) -> Result<Vec<Allocation>, Vec<ShortLine>> {
    let mut wanted = BTreeMap::<ProductId, u32>::new();
    for line in lines {
        let quantity = wanted.entry(line.product_id).or_default();
        *quantity = quantity.saturating_add(line.quantity);
    }
    let mut plan = Vec::new();
    let mut short = Vec::new();
    for (product_id, quantity) in wanted {
        let stocked: Vec<&StockLevel> =
            levels.iter().filter(|level| level.product_id == product_id && level.available() > 0).collect();
        match allocate(stocked, quantity) {
            Ok(allocations) => plan.extend(allocations),
            Err(available) => short.push(ShortLine { product_id, requested: quantity, available }),
        }
    }
    if !short.is_empty() {
        return Err(short);
    }
    plan.sort_unstable();
    Ok(plan)
}

/// `quantity` of one product, or how many there are.
fn allocate(mut stocked: Vec<&StockLevel>, quantity: u32) -> Result<Vec<Allocation>, u32> {
    let from = |level: &StockLevel, quantity| Allocation {
        product_id: level.product_id,
        warehouse_id: level.warehouse_id,
        quantity,
    };
    let whole = stocked.iter().filter(|level| level.available() >= quantity);
    if let Some(level) = whole.min_by_key(|level| (level.available(), level.warehouse_id)) {
        return Ok(vec![from(level, quantity)]);
    }
    stocked.sort_by_key(|level| (std::cmp::Reverse(level.available()), level.warehouse_id));
    let mut left = quantity;
    let mut allocations = Vec::new();
    for level in stocked {
        let taken = left.min(level.available());
        allocations.push(from(level, taken));
        left -= taken;
        if left == 0 {
            return Ok(allocations);
        }
    }
    Err(quantity - left)
}
