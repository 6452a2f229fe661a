//! Money is an integer of minor units and a currency.

use std::fmt;

use garde::Validate;
use serde::{Deserialize, Serialize};

use super::{BasisPoints, Currency, Rounding};

/// An amount in minor units (cents) of one currency. Never a float, never without its currency.
///
/// ```
/// use shared_models::kernel::{BasisPoints, Currency, Money, Rounding};
///
/// let net = Money::new(12_345, Currency::EUR)?;
/// let tax = net.share(BasisPoints(1_900), Rounding::HalfUp)?;
/// assert_eq!(net.plus(tax)?.to_string(), "146.91 EUR");
/// # Ok::<(), shared_models::kernel::MoneyError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "Parts", into = "Parts")]
pub struct Money {
    amount_minor: i64,
    currency: Currency,
}

/// Why an amount could not be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum MoneyError {
    /// The two amounts are of different currencies.
    #[error("amounts of {0} and {1} do not mix")]
    CurrencyMismatch(Currency, Currency),
    /// The result is outside ±[`Money::MAX_MINOR`].
    #[error("amount is too large")]
    OutOfRange,
    /// There are no weights, or only zeros.
    #[error("nothing to allocate to")]
    NoShares,
}

/// The JSON of [`Money`].
#[derive(Serialize, Deserialize)]
struct Parts {
    amount_minor: i64,
    currency: Currency,
}

impl Money {
    /// The largest amount in minor units: 2^53 − 1, so that a JavaScript reader loses nothing (RFC 8259, section 6).
    pub const MAX_MINOR: i64 = 9_007_199_254_740_991;

    /// An amount of `amount_minor` minor units.
    ///
    /// # Errors
    /// [`MoneyError::OutOfRange`] outside ±[`Money::MAX_MINOR`].
    pub const fn new(amount_minor: i64, currency: Currency) -> Result<Self, MoneyError> {
        if amount_minor < -Self::MAX_MINOR || amount_minor > Self::MAX_MINOR {
            return Err(MoneyError::OutOfRange);
        }
        Ok(Self { amount_minor, currency })
    }

    /// Nothing, in `currency`.
    pub const fn zero(currency: Currency) -> Self {
        Self { amount_minor: 0, currency }
    }

    /// The amount in minor units.
    pub const fn amount_minor(self) -> i64 {
        self.amount_minor
    }

    /// Its currency; the scale of [`amount_minor`](Self::amount_minor).
    pub const fn currency(self) -> Currency {
        self.currency
    }

    /// Whether this is less than nothing.
    pub const fn is_negative(self) -> bool {
        self.amount_minor < 0
    }

    /// The sum of two amounts of one currency.
    ///
    /// # Errors
    /// [`MoneyError::CurrencyMismatch`], [`MoneyError::OutOfRange`].
    pub fn plus(self, other: Self) -> Result<Self, MoneyError> {
        self.same_currency(other)?;
        self.checked(i128::from(self.amount_minor) + i128::from(other.amount_minor))
    }

    /// The difference; may be negative.
    ///
    /// # Errors
    /// [`MoneyError::CurrencyMismatch`], [`MoneyError::OutOfRange`].
    pub fn minus(self, other: Self) -> Result<Self, MoneyError> {
        self.same_currency(other)?;
        self.checked(i128::from(self.amount_minor) - i128::from(other.amount_minor))
    }

    /// This amount `quantity` times.
    ///
    /// # Errors
    /// [`MoneyError::OutOfRange`].
    pub fn times(self, quantity: u32) -> Result<Self, MoneyError> {
        self.checked(i128::from(self.amount_minor) * i128::from(quantity))
    }

    /// `rate` of this amount, rounded to a whole minor unit.
    ///
    /// # Errors
    /// [`MoneyError::OutOfRange`].
    pub fn share(self, rate: BasisPoints, rounding: Rounding) -> Result<Self, MoneyError> {
        let numerator = i128::from(self.amount_minor) * i128::from(rate.0);
        self.checked(rounding.divide(numerator, 10_000))
    }

    /// The sum of `amounts`, which may be empty.
    ///
    /// # Errors
    /// As [`Money::plus`].
    pub fn sum(currency: Currency, amounts: impl IntoIterator<Item = Self>) -> Result<Self, MoneyError> {
        amounts.into_iter().try_fold(Self::zero(currency), Self::plus)
    }

    /// Splits the amount in proportion to `weights`; the parts add up to the amount again.
    ///
    /// Largest-remainder method: what rounding down leaves goes, one minor unit each, to the parts that lost most,
    /// the earlier one first. A weight of zero gets nothing.
    ///
    /// # Errors
    /// [`MoneyError::NoShares`] when the weights sum to zero.
    pub fn allocate(self, weights: &[u64]) -> Result<Vec<Self>, MoneyError> {
        let total: i128 = weights.iter().copied().map(i128::from).sum();
        if total == 0 {
            return Err(MoneyError::NoShares);
        }
        let amount = i128::from(self.amount_minor);
        let mut parts: Vec<i128> = weights.iter().map(|&weight| amount * i128::from(weight) / total).collect();
        let mut by_loss: Vec<usize> = (0..weights.len()).collect();
        by_loss.sort_by_key(|&at| {
            let lost = (amount * i128::from(weights[at]) % total).unsigned_abs();
            (std::cmp::Reverse(lost), at)
        });
        let rest = amount - parts.iter().sum::<i128>();
        for &at in by_loss.iter().take(usize::try_from(rest.unsigned_abs()).unwrap_or(0)) {
            parts[at] += rest.signum();
        }
        parts.into_iter().map(|part| self.checked(part)).collect()
    }

    fn same_currency(self, other: Self) -> Result<(), MoneyError> {
        if self.currency == other.currency {
            Ok(())
        } else {
            Err(MoneyError::CurrencyMismatch(self.currency, other.currency))
        }
    }

    fn checked(self, amount_minor: i128) -> Result<Self, MoneyError> {
        let amount_minor = i64::try_from(amount_minor).map_err(|_| MoneyError::OutOfRange)?;
        Self::new(amount_minor, self.currency)
    }
}

/// `146.91 EUR`: for logs and messages. A user interface formats for its reader's locale.
impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = self.currency.digits();
        let unit = 10_u64.pow(digits);
        let sign = if self.is_negative() { "-" } else { "" };
        let minor = self.amount_minor.unsigned_abs();
        write!(f, "{sign}{}", minor / unit)?;
        if digits > 0 {
            write!(f, ".{:0width$}", minor % unit, width = digits as usize)?;
        }
        write!(f, " {}", self.currency)
    }
}

impl TryFrom<Parts> for Money {
    type Error = MoneyError;

    fn try_from(Parts { amount_minor, currency }: Parts) -> Result<Self, MoneyError> {
        Self::new(amount_minor, currency)
    }
}

impl From<Money> for Parts {
    fn from(Money { amount_minor, currency }: Money) -> Self {
        Self { amount_minor, currency }
    }
}

/// Money in a request, where it is never negative.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema))]
pub struct Price {
    /// Minor units: cents of a euro, whole yen.
    #[garde(range(min = 0, max = Money::MAX_MINOR))]
    pub amount_minor: i64,
    /// ISO 4217 code.
    #[garde(skip)]
    pub currency: Currency,
}

impl Price {
    /// The amount as [`Money`].
    ///
    /// # Errors
    /// [`MoneyError::OutOfRange`], which a validated price cannot give.
    pub fn money(self) -> Result<Money, MoneyError> {
        Money::new(self.amount_minor, self.currency)
    }
}

impl From<Money> for Price {
    fn from(Money { amount_minor, currency }: Money) -> Self {
        Self { amount_minor, currency }
    }
}
