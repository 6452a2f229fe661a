//! Exact decimal numbers: what a JSON number says, never what a float makes of it.

use num_bigint::BigInt;
use num_integer::Integer as _;
use num_rational::BigRational;
use num_traits::{One as _, Signed as _, Zero as _};
use serde_json::{Number, Value};

/// Beyond this many digits left or right of the point arithmetic is refused, so that
/// `1e999999999` costs an answer and not the memory of the machine.
const MAX_EXPONENT: i64 = 2_000;

/// The exact value of a JSON number; `None` when it has too many digits to reason about.
pub(crate) fn exact(number: &Number) -> Option<BigRational> {
    parse(&number.to_string())
}

fn parse(text: &str) -> Option<BigRational> {
    if let Ok(small) = text.parse::<i64>() {
        return Some(BigRational::from_integer(BigInt::from(small)));
    }
    let (negative, digits, exponent) = split(text)?;
    if digits.is_empty() {
        return Some(BigRational::zero());
    }
    let length = i64::try_from(digits.len()).ok()?;
    if exponent.abs() > MAX_EXPONENT || length > MAX_EXPONENT {
        return None;
    }
    let mut mantissa: BigInt = digits.parse().ok()?;
    if negative {
        mantissa = -mantissa;
    }
    let power = BigInt::from(10).pow(u32::try_from(exponent.unsigned_abs()).ok()?);
    Some(if exponent < 0 { BigRational::new(mantissa, power) } else { BigRational::from_integer(mantissa * power) })
}

/// Sign, significant digits (without zeros at either end) and the power of ten.
/// `None` when the exponent itself does not fit.
fn split(text: &str) -> Option<(bool, String, i64)> {
    let (negative, rest) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let (mantissa, exponent) = match rest.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, exponent.trim_start_matches('+')),
        None => (rest, "0"),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let all = format!("{whole}{fraction}");
    let digits = all.trim_start_matches('0');
    if digits.is_empty() {
        return Some((false, String::new(), 0));
    }
    let significant = digits.trim_end_matches('0');
    let shift = i64::try_from(digits.len() - significant.len()).ok()? - i64::try_from(fraction.len()).ok()?;
    let exponent = exponent.parse::<i64>().ok()?.checked_add(shift)?;
    Some((negative, significant.to_owned(), exponent))
}

/// One text for all spellings of a number: `1`, `1.0` and `10e-1` agree.
pub(crate) fn canonical(number: &Number) -> String {
    let text = number.to_string();
    if text.len() < 18 && text.bytes().all(|byte| byte.is_ascii_digit()) && text != "0" {
        // Most numbers are short positive integers; only their zeros need to move.
        let significant = text.trim_end_matches('0');
        return format!("{significant}e{}", text.len() - significant.len());
    }
    match split(&text) {
        Some((negative, digits, exponent)) => {
            let sign = if negative { "-" } else { "" };
            format!("{sign}{digits}e{exponent}")
        }
        None => text,
    }
}

/// The JSON number for an exact decimal; `None` when it is not a finite decimal.
pub(crate) fn to_json(value: &BigRational) -> Option<Value> {
    let (digits, places) = decimal_digits(value)?;
    let mut text = digits.abs().to_string();
    if places > 0 {
        if text.len() <= places {
            text = format!("{}{text}", "0".repeat(places + 1 - text.len()));
        }
        text.insert(text.len() - places, '.');
    } else if text.len() > 25 {
        let significant = text.trim_end_matches('0');
        if text.len() - significant.len() > 20 {
            text = format!("{significant}e{}", text.len() - significant.len());
        }
    }
    if digits.is_negative() {
        text.insert(0, '-');
    }
    text.parse::<Number>().ok().map(Value::Number)
}

/// `value = digits / 10^places` with as few places as possible.
fn decimal_digits(value: &BigRational) -> Option<(BigInt, usize)> {
    let mut denominator = value.denom().clone();
    let mut counts = [0_usize; 2];
    for (count, prime) in counts.iter_mut().zip([2_u8, 5]) {
        let prime = BigInt::from(prime);
        while denominator.is_multiple_of(&prime) {
            denominator /= &prime;
            *count += 1;
        }
    }
    if !denominator.is_one() {
        return None;
    }
    let places = counts[0].max(counts[1]);
    let scale = BigInt::from(10).pow(u32::try_from(places).ok()?);
    Some(((value * BigRational::from_integer(scale)).to_integer(), places))
}

/// The least common multiple of two positive rationals.
pub(crate) fn lcm(left: &BigRational, right: &BigRational) -> BigRational {
    let denominator = left.denom().lcm(right.denom());
    let left = left.numer() * (&denominator / left.denom());
    let right = right.numer() * (&denominator / right.denom());
    BigRational::new(left.lcm(&right), denominator)
}

/// Whether `value` is a whole multiple of `step`.
pub(crate) fn is_multiple(value: &BigRational, step: &BigRational) -> bool {
    (value / step).is_integer()
}
