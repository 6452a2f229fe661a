//! Numbers: an interval, steps, and what is left out.

use std::collections::HashSet;

use num_bigint::BigInt;
use num_integer::Integer as _;
use num_rational::BigRational;
use num_traits::{One as _, Signed as _, Zero as _};
use serde_json::Value;

use super::{
    Engine,
    branch::{Branch, Numbers},
    outcome::{Outcome, Undecided},
};
use crate::{decimal, equality, expr::Bound};

/// Numbers of more bits are long.
const LONG: u64 = 64;

/// How many numbers are tried.
const MAX_TRIES: usize = 20_000;

impl Numbers {
    /// Raises the lower bound.
    pub(super) fn raise(&mut self, at: &BigRational, bound: Bound) {
        let tighter = self.low.as_ref().is_none_or(|(known, how)| {
            at > known || (at == known && bound == Bound::Exclusive && *how == Bound::Inclusive)
        });
        if tighter {
            self.low = Some((at.clone(), bound));
        }
    }

    /// Lowers the upper bound.
    pub(super) fn lower(&mut self, at: &BigRational, bound: Bound) {
        let tighter = self.high.as_ref().is_none_or(|(known, how)| {
            at < known || (at == known && bound == Bound::Exclusive && *how == Bound::Inclusive)
        });
        if tighter {
            self.high = Some((at.clone(), bound));
        }
    }

    /// The smallest and the largest whole number of steps in the interval.
    fn steps(&self, step: &BigRational) -> (Option<BigInt>, Option<BigInt>) {
        let low = self.low.as_ref().map(|(at, bound)| {
            let steps = at / step;
            match bound {
                Bound::Exclusive if steps.is_integer() => steps.to_integer() + 1,
                _ => steps.ceil().to_integer(),
            }
        });
        let high = self.high.as_ref().map(|(at, bound)| {
            let steps = at / step;
            match bound {
                Bound::Exclusive if steps.is_integer() => steps.to_integer() - 1,
                _ => steps.floor().to_integer(),
            }
        });
        (low, high)
    }
}

/// Whole numbers of an interval, the smallest in magnitude first.
struct Outwards {
    low: Option<BigInt>,
    high: Option<BigInt>,
    up: BigInt,
    down: BigInt,
}

impl Outwards {
    fn new(low: Option<BigInt>, high: Option<BigInt>) -> Self {
        let mut start = BigInt::zero();
        if let Some(low) = &low
            && *low > start
        {
            start.clone_from(low);
        }
        if let Some(high) = &high
            && *high < start
        {
            start.clone_from(high);
        }
        Self { low, high, down: &start - 1, up: start }
    }
}

impl Iterator for Outwards {
    type Item = BigInt;

    fn next(&mut self) -> Option<BigInt> {
        let can_rise = self.high.as_ref().is_none_or(|high| self.up <= *high)
            && self.low.as_ref().is_none_or(|low| self.up >= *low);
        let can_fall = self.low.as_ref().is_none_or(|low| self.down >= *low)
            && self.high.as_ref().is_none_or(|high| self.down <= *high);
        let rise = match (can_rise, can_fall) {
            (false, false) => return None,
            (rise, fall) => rise && (self.up.magnitude() <= self.down.magnitude() || !fall),
        };
        Some(if rise {
            let next = self.up.clone();
            self.up += 1;
            next
        } else {
            let next = self.down.clone();
            self.down -= 1;
            next
        })
    }
}

impl Engine<'_> {
    /// Decides a branch of numbers.
    pub(super) fn number(&mut self, branch: &Branch) -> Outcome {
        let numbers = &branch.numbers;
        if let (Some((low, how)), Some((high, too))) = (&numbers.low, &numbers.high)
            && (low > high || (low == high && (*how, *too) != (Bound::Inclusive, Bound::Inclusive)))
        {
            return Outcome::Empty;
        }
        let excluded = self.excluded_canonical(branch);
        let mut multiples = numbers.multiples.iter();
        match multiples.next() {
            Some(first) => {
                let step = multiples.fold(first.clone(), |step, next| decimal::lcm(&step, next));
                self.stepped(numbers, &step, &excluded)
            }
            None => self.dense(numbers, &excluded),
        }
    }

    /// Multiples of a step: the search ends with the interval.
    fn stepped(&mut self, numbers: &Numbers, step: &BigRational, excluded: &HashSet<String>) -> Outcome {
        let not_multiples = &numbers.not_multiples;
        let out_of_reach = |other: &BigRational| decimal::is_multiple(step, other);
        if not_multiples.iter().any(out_of_reach) {
            return Outcome::Empty;
        }
        let (low, high) = numbers.steps(step);
        // One more than is excluded is enough where nothing else rules a number out.
        let most = MAX_TRIES.saturating_add(excluded.len());
        for (tries, steps) in Outwards::new(low, high).enumerate() {
            if tries > most {
                let reason = "too many numbers would have to be tried";
                return Outcome::Unknown(Undecided::new("multipleOf", reason));
            }
            let candidate = step * BigRational::from_integer(steps);
            match self.admitted(numbers, &candidate, excluded) {
                Ok(Some(value)) => return Outcome::of(value),
                Ok(None) => {}
                Err(undecided) => return Outcome::Unknown(undecided),
            }
        }
        Outcome::Empty
    }

    /// Any decimals: finer and finer steps find one wherever there is one.
    fn dense(&mut self, numbers: &Numbers, excluded: &HashSet<String>) -> Outcome {
        if let (Some((low, _)), Some((high, _))) = (&numbers.low, &numbers.high)
            && low == high
        {
            return match self.admitted(numbers, low, excluded) {
                Ok(Some(value)) => Outcome::of(value),
                Ok(None) => Outcome::Empty,
                Err(undecided) => Outcome::Unknown(undecided),
            };
        }
        let tries = excluded.len() + 40;
        let ten = BigRational::from_integer(BigInt::from(10));
        let mut step = BigRational::one();
        for _ in 0..fineness(numbers) {
            for divisor in [1, 2] {
                let step = &step / BigRational::from_integer(BigInt::from(divisor));
                let (low, high) = numbers.steps(&step);
                for steps in Outwards::new(low, high).take(tries) {
                    let candidate = &step * BigRational::from_integer(steps);
                    match self.admitted(numbers, &candidate, excluded) {
                        Ok(Some(value)) => return Outcome::of(value),
                        Ok(None) => {}
                        Err(undecided) => return Outcome::Unknown(undecided),
                    }
                }
            }
            step /= &ten;
        }
        Outcome::Unknown(Undecided::new("multipleOf", "no number was found"))
    }

    /// The number as JSON, if nothing rules it out.
    fn admitted(
        &mut self,
        numbers: &Numbers,
        candidate: &BigRational,
        excluded: &HashSet<String>,
    ) -> Result<Option<Value>, Undecided> {
        // Long numbers take as long as the square of their length.
        match candidate.numer().bits().max(candidate.denom().bits()) {
            0..=LONG => self.spend_little()?,
            bits => self.spend(1 + bits.saturating_mul(bits) / LONG / 16)?,
        }
        let mut not_multiples = numbers.not_multiples.iter();
        if not_multiples.any(|step| decimal::is_multiple(candidate, step)) {
            return Ok(None);
        }
        let Some(value) = decimal::to_json(candidate) else {
            return Err(Undecided::new("multipleOf", "a number has no decimal spelling"));
        };
        Ok((!excluded.contains(&equality::canonical(&value))).then_some(value))
    }
}

/// How many decimal places may be needed to fall between the bounds and beside all steps.
fn fineness(numbers: &Numbers) -> usize {
    let mut places = 3;
    let mut finest = numbers.not_multiples.iter().min().cloned();
    if let (Some((low, _)), Some((high, _))) = (&numbers.low, &numbers.high) {
        let width = high - low;
        finest = Some(match finest {
            Some(finest) if finest < width => finest,
            _ => width,
        });
    }
    let Some(finest) = finest.filter(BigRational::is_positive) else {
        return places;
    };
    let (whole, _) = finest.recip().to_integer().div_rem(&BigInt::one());
    places += whole.to_string().len();
    places
}
