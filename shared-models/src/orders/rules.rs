//! What an order costs.

use garde::Validate;
use serde::{Deserialize, Serialize};

use crate::kernel::{BasisPoints, Currency, Money, MoneyError, Rounding};

/// The price of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PricedLine {
    /// The price of one, without tax.
    pub unit_price: Money,
    /// Pieces.
    pub quantity: u32,
}

/// The conditions that an order is priced under.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Terms {
    /// The discount on the goods, by their value. In ascending order.
    pub discounts: Vec<DiscountTier>,
    /// The tax on what is left after the discount.
    pub tax: BasisPoints,
}

/// A discount from a value on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Validate)]
pub struct DiscountTier {
    /// The smallest subtotal of this tier, in minor units.
    #[garde(range(min = 0, max = Money::MAX_MINOR))]
    pub from_minor: i64,
    /// The share of the subtotal that is taken off.
    #[garde(dive)]
    pub discount: BasisPoints,
}

/// The amounts of an order. `subtotal - discount + tax = total`, exactly.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Totals {
    /// Unit price times quantity of each line, in the order of the lines.
    pub lines: Vec<Money>,
    /// The sum of the lines, without tax.
    pub subtotal: Money,
    /// Taken off the subtotal; 0 for none.
    pub discount: Money,
    /// On the subtotal less the discount.
    pub tax: Money,
    /// What the customer pays.
    pub total: Money,
}

/// The amounts of an order.
///
/// One discount and one tax for the whole order, each rounded once: the discount down, so that it never exceeds what
/// was promised; the tax half up, on the discounted value.
///
/// # Errors
/// [`MoneyError::CurrencyMismatch`] when a line is not in `currency`, [`MoneyError::OutOfRange`] when the sum is too
/// large to count.
pub fn totals(currency: Currency, lines: &[PricedLine], terms: &Terms) -> Result<Totals, MoneyError> {
    let lines = lines.iter().map(|line| line.unit_price.times(line.quantity)).collect::<Result<Vec<_>, _>>()?;
    let subtotal = Money::sum(currency, lines.iter().copied())?;
    let rate = terms
        .discounts
        .iter()
        .rev()
        .find(|tier| subtotal.amount_minor() >= tier.from_minor)
        .map_or(BasisPoints::ZERO, |tier| tier.discount);
    let discount = subtotal.share(rate, Rounding::Down)?;
    let net = subtotal.minus(discount)?;
    let tax = net.share(terms.tax, Rounding::HalfUp)?;
    Ok(Totals { total: net.plus(tax)?, lines, subtotal, discount, tax })
}

/// How much of the order's discount each line bears, so that a returned line gives back what was paid for it.
///
/// # Errors
/// [`MoneyError::NoShares`] when the order is worth nothing.
pub fn discount_by_line(totals: &Totals) -> Result<Vec<Money>, MoneyError> {
    let weights: Vec<u64> = totals.lines.iter().map(|line| line.amount_minor().unsigned_abs()).collect();
    totals.discount.allocate(&weights)
}
