//! Limits of text, each stated once: the rules of the requests, the widths of the columns and the contract read them here.
//!
//! Lengths count Unicode characters, as JSON Schema and `VARCHAR(n)` do.

use std::sync::LazyLock;

use regex::Regex;

/// Shortest e-mail address.
pub const EMAIL_MIN: usize = 3;
/// Longest e-mail address: what SMTP can carry (RFC 5321, section 4.5.3.1.3, without the brackets).
pub const EMAIL_MAX: usize = 254;
/// Shortest stock keeping unit.
pub const SKU_MIN: usize = 3;
/// Longest stock keeping unit.
pub const SKU_MAX: usize = 32;
/// Shortest name in a URL.
pub const SLUG_MIN: usize = 2;
/// Longest name in a URL.
pub const SLUG_MAX: usize = 80;
/// Shortest name of a thing or a person.
pub const NAME_MIN: usize = 1;
/// Longest name of a thing or a person.
pub const NAME_MAX: usize = 120;
/// Shortest telephone number in E.164 form: `+` and 7 digits.
pub const PHONE_MIN: usize = 8;
/// Longest telephone number in E.164 form: `+` and 15 digits.
pub const PHONE_MAX: usize = 16;

/// A stock keeping unit: capital letters, digits and inner hyphens, such as `FRM-OSLO-52`.
pub(crate) static SKU: LazyLock<Regex> = LazyLock::new(|| pattern("^[A-Z0-9]+(-[A-Z0-9]+)*$"));
/// A name in a URL: lower-case letters, digits and inner hyphens, such as `round-frames`.
pub(crate) static SLUG: LazyLock<Regex> = LazyLock::new(|| pattern("^[a-z0-9]+(-[a-z0-9]+)*$"));
/// A telephone number in E.164 form.
pub(crate) static PHONE: LazyLock<Regex> = LazyLock::new(|| pattern("^\\+[1-9][0-9]{6,14}$"));
/// At least one character that is not white space.
pub(crate) static NOT_BLANK: LazyLock<Regex> = LazyLock::new(|| pattern("\\S"));

pub(crate) fn pattern(source: &str) -> Regex {
    #[expect(clippy::expect_used, reason = "every pattern is a constant and compiled by a test")]
    Regex::new(source).expect("constant pattern")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_compile() {
        for pattern in [&SKU, &SLUG, &PHONE, &NOT_BLANK] {
            assert!(!pattern.as_str().is_empty());
        }
    }
}
