//! Keywords about numbers.

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::Zero as _;
use serde_json::Value;

use super::{Parser, keywords::Keywords};
use crate::{
    decimal,
    error::SchemaError,
    expr::{Bound, Expr, Id},
};

/// The keywords that take a number.
const KEYWORDS: [&str; 5] = ["minimum", "exclusiveMinimum", "maximum", "exclusiveMaximum", "multipleOf"];

impl Parser<'_> {
    pub(super) fn number_keywords(&mut self, keywords: &mut Keywords<'_>) -> Result<(), SchemaError> {
        for keyword in KEYWORDS {
            let Some(value) = keywords.get(keyword) else {
                continue;
            };
            let number = match value {
                Value::Number(number) => number,
                // Draft-04 makes the bound beside it exclusive.
                Value::Bool(_) if keyword.starts_with("exclusive") => {
                    self.legacy = true;
                    continue;
                }
                _ => return Err(self.error_at(keyword, format!("{keyword} must be a number"))),
            };
            let Some(exact) = decimal::exact(number) else {
                keywords.parts.push(self.opaque(keyword, format!("{number} has too many digits")));
                continue;
            };
            let flagged = |key: &str| keywords.get(key) == Some(&Value::Bool(true));
            let expr = match keyword {
                "minimum" if flagged("exclusiveMinimum") => Expr::Minimum(exact, Bound::Exclusive),
                "maximum" if flagged("exclusiveMaximum") => Expr::Maximum(exact, Bound::Exclusive),
                "minimum" => Expr::Minimum(exact, Bound::Inclusive),
                "maximum" => Expr::Maximum(exact, Bound::Inclusive),
                "exclusiveMinimum" => Expr::Minimum(exact, Bound::Exclusive),
                "exclusiveMaximum" => Expr::Maximum(exact, Bound::Exclusive),
                _ if exact <= BigRational::zero() => {
                    return Err(self.error_at(keyword, "multipleOf must be greater than 0"));
                }
                _ => Expr::MultipleOf(exact),
            };
            keywords.parts.push(self.add(expr));
        }
        Ok(())
    }

    /// The range of an integer format, which binds where formats are assertions; false if it is none.
    pub(super) fn integer_format(&mut self, format: &str, parts: &mut Vec<Id>) -> bool {
        let (signed, bits) = match format {
            "int8" => (true, 8_u32),
            "int16" => (true, 16),
            "int32" => (true, 32),
            "int64" | "int" => (true, 64),
            "int128" => (true, 128),
            "uint8" => (false, 8),
            "uint16" => (false, 16),
            "uint32" => (false, 32),
            "uint64" | "uint" => (false, 64),
            "uint128" => (false, 128),
            _ => return false,
        };
        let (low, high) = if signed {
            let half = BigInt::from(2).pow(bits - 1);
            (-half.clone(), half - 1)
        } else {
            (BigInt::zero(), BigInt::from(2).pow(bits) - 1)
        };
        let [low, high] = [low, high].map(BigRational::from_integer);
        for bound in [Expr::Minimum(low, Bound::Inclusive), Expr::Maximum(high, Bound::Inclusive)] {
            let bound = self.add(bound);
            parts.push(self.add(Expr::WithFormats(bound)));
        }
        true
    }
}
