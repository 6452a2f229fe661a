//! Shares of an amount, and how a division is rounded.

use garde::Validate;
use serde::{Deserialize, Serialize};

/// A share in hundredths of a percent: 1,900 is 19 %, 10,000 is the whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema))]
#[serde(transparent)]
#[garde(transparent)]
pub struct BasisPoints(#[garde(range(max = BasisPoints::WHOLE.0))] pub u16);

impl BasisPoints {
    /// Nothing.
    pub const ZERO: Self = Self(0);
    /// All of it: 100 %.
    pub const WHOLE: Self = Self(10_000);
}

/// What a division does with its remainder. Always chosen by the caller, never implied.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Rounding {
    /// Towards zero: what a discount uses, so that it never exceeds what was promised.
    Down,
    /// To the nearest, half away from zero: what most tax laws ask for.
    HalfUp,
    /// To the nearest, half to the even neighbour: no drift over many roundings.
    HalfEven,
}

impl Rounding {
    /// `numerator / denominator`, rounded. `denominator` is positive.
    pub(crate) const fn divide(self, numerator: i128, denominator: i128) -> i128 {
        let quotient = numerator / denominator;
        let remainder = numerator % denominator;
        let away = if numerator < 0 { -1 } else { 1 };
        let twice = remainder.unsigned_abs() * 2;
        let half = denominator.unsigned_abs();
        let up = match self {
            Self::Down => false,
            Self::HalfUp => twice >= half,
            Self::HalfEven => twice > half || (twice == half && quotient % 2 != 0),
        };
        if up { quotient + away } else { quotient }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_go_where_the_mode_says() {
        for (numerator, down, half_up, half_even) in
            [(5, 2, 3, 2), (7, 3, 4, 4), (-5, -2, -3, -2), (4, 2, 2, 2), (-7, -3, -4, -4)]
        {
            assert_eq!(Rounding::Down.divide(numerator, 2), down);
            assert_eq!(Rounding::HalfUp.divide(numerator, 2), half_up);
            assert_eq!(Rounding::HalfEven.divide(numerator, 2), half_even);
        }
    }
}
