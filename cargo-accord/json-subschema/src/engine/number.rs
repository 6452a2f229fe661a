//! Numbers: an interval, steps, and what is left out.

use std::{cmp::Ordering, collections::HashSet};

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{One as _, Signed as _, Zero as _};
use serde_json::Value;

use super::{
    Engine,
    branch::{Branch, Numbers},
    outcome::{Nothing, Outcome, Undecided, found},
};
use crate::{decimal, equality, expr::Bound};

/// Numbers of more bits are long.
const LONG: u64 = 64;

/// How many numbers are tried.
const MAX_TRIES: usize = 20_000;

impl Numbers {
    /// Raises the lower bound.
    pub(super) fn raise(&mut self, at: &BigRational, bound: Bound) {
        tighten(&mut self.low, Ordering::Greater, at, bound);
    }

    /// Lowers the upper bound.
    pub(super) fn lower(&mut self, at: &BigRational, bound: Bound) {
        tighten(&mut self.high, Ordering::Less, at, bound);
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

/// Moves one end of an interval inwards, never outwards.
fn tighten(end: &mut Option<(BigRational, Bound)>, inwards: Ordering, at: &BigRational, bound: Bound) {
    let tighter = end.as_ref().is_none_or(|(known, how)| match at.cmp(known) {
        Ordering::Equal => (bound, *how) == (Bound::Exclusive, Bound::Inclusive),
        order => order == inwards,
    });
    if tighter {
        *end = Some((at.clone(), bound));
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
        let start = low.iter().cloned().fold(BigInt::zero(), BigInt::max);
        let start = high.iter().cloned().fold(start, BigInt::min);
        Self { low, high, down: &start - 1, up: start }
    }
}

impl Iterator for Outwards {
    type Item = BigInt;

    fn next(&mut self) -> Option<BigInt> {
        let inside = |number: &BigInt| {
            self.low.as_ref().is_none_or(|low| number >= low) && self.high.as_ref().is_none_or(|high| number <= high)
        };
        let (next, step) = match (inside(&self.up), inside(&self.down)) {
            (false, false) => return None,
            (true, fall) if !fall || self.up.magnitude() <= self.down.magnitude() => (&mut self.up, 1),
            _ => (&mut self.down, -1),
        };
        let number = next.clone();
        *next += step;
        Some(number)
    }
}

impl Engine<'_> {
    /// Decides a branch of numbers.
    pub(super) fn number(&mut self, branch: &Branch) -> Outcome {
        let numbers = &branch.numbers;
        if let (Some((low, how)), Some((high, too))) = (&numbers.low, &numbers.high)
            && (low > high || (low == high && (*how, *too) != (Bound::Inclusive, Bound::Inclusive)))
        {
            return Err(Nothing::Empty);
        }
        let excluded = self.excluded_canonical(branch);
        match numbers.multiples.iter().cloned().reduce(|step, next| decimal::lcm(&step, &next)) {
            Some(step) => self.stepped(numbers, &step, &excluded),
            None => self.dense(numbers, &excluded),
        }
    }

    /// Multiples of a step: the search ends with the interval.
    fn stepped(&mut self, numbers: &Numbers, step: &BigRational, excluded: &HashSet<String>) -> Outcome {
        if numbers.not_multiples.iter().any(|other| decimal::is_multiple(step, other)) {
            return Err(Nothing::Empty);
        }
        let (low, high) = numbers.steps(step);
        // One more than is excluded is enough where nothing else rules a number out.
        let most = MAX_TRIES.saturating_add(excluded.len());
        for (tries, steps) in Outwards::new(low, high).enumerate() {
            if tries > most {
                return Err(Undecided::new("multipleOf", "too many numbers would have to be tried").into());
            }
            let candidate = step * BigRational::from_integer(steps);
            if let Some(value) = self.admitted(numbers, &candidate, excluded)? {
                return found(value);
            }
        }
        Err(Nothing::Empty)
    }

    /// Any decimals: finer and finer steps find one wherever there is one.
    fn dense(&mut self, numbers: &Numbers, excluded: &HashSet<String>) -> Outcome {
        if let (Some((low, _)), Some((high, _))) = (&numbers.low, &numbers.high)
            && low == high
        {
            return self.admitted(numbers, low, excluded)?.map_or(Err(Nothing::Empty), found);
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
                    if let Some(value) = self.admitted(numbers, &candidate, excluded)? {
                        return found(value);
                    }
                }
            }
            step /= &ten;
        }
        Err(Undecided::new("multipleOf", "no number was found").into())
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
    let width = numbers.low.iter().zip(&numbers.high).map(|((low, _), (high, _))| high - low);
    let finest = numbers.not_multiples.iter().cloned().chain(width).min().filter(BigRational::is_positive);
    3 + finest.map_or(0, |finest| finest.recip().to_integer().to_string().len())
}
