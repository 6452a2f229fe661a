//! Text that has limits. Each limit stands here once: the newtype and the garde rules of the requests both read it.
//!
//! Lengths count Unicode characters, as JSON Schema and `VARCHAR(n)` do.

use std::fmt;
use std::sync::LazyLock;

use regex::Regex;

/// Why a text is not acceptable. The text itself is not repeated: it may be private.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum InvalidText {
    /// Shorter than the minimum.
    #[error("shorter than {min} characters")]
    TooShort {
        /// The minimum, in characters.
        min: usize,
    },
    /// Longer than the maximum.
    #[error("longer than {max} characters")]
    TooLong {
        /// The maximum, in characters.
        max: usize,
    },
    /// The length is fine, the shape is not.
    #[error("does not have the shape of {0}")]
    Malformed(&'static str),
}

pub(crate) fn pattern(source: &str) -> Regex {
    #[expect(clippy::expect_used, reason = "every pattern is a constant and compiled by a test")]
    Regex::new(source).expect("constant pattern")
}

fn within(text: &str, min: usize, max: usize) -> Result<(), InvalidText> {
    match text.chars().count() {
        count if count < min => Err(InvalidText::TooShort { min }),
        count if count > max => Err(InvalidText::TooLong { max }),
        _ => Ok(()),
    }
}

/// Declares a text type: private content, limits as constants, one way in.
macro_rules! text {
    ($(#[$doc:meta])* $name:ident, $min:literal..=$max:literal, $check:expr) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(String);

        impl $name {
            /// Shortest, in characters.
            pub const MIN: usize = $min;
            /// Longest, in characters; the column is as wide.
            pub const MAX: usize = $max;

            /// The text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl TryFrom<String> for $name {
            type Error = InvalidText;

            fn try_from(text: String) -> Result<Self, InvalidText> {
                within(&text, Self::MIN, Self::MAX)?;
                let well_formed: fn(&str) -> bool = $check;
                if well_formed(&text) { Ok(Self(text)) } else { Err(InvalidText::Malformed(stringify!($name))) }
            }
        }

        impl TryFrom<&str> for $name {
            type Error = InvalidText;

            fn try_from(text: &str) -> Result<Self, InvalidText> {
                text.to_owned().try_into()
            }
        }

        impl From<$name> for String {
            fn from(text: $name) -> Self {
                text.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Debug::fmt(&self.0, f)
            }
        }
    };
}

text! {
    /// An e-mail address, at most as long as SMTP can carry (RFC 5321, section 4.5.3.1.3, without the brackets).
    Email, 3..=254, |text| garde::rules::email::parse_email(text).is_ok()
}

text! {
    /// A stock keeping unit: capital letters, digits and inner hyphens, such as `FRM-OSLO-52`.
    Sku, 3..=32, |text| SKU.is_match(text)
}

text! {
    /// A name in an address line: lower-case letters, digits and inner hyphens, such as `round-frames`.
    Slug, 2..=80, |text| SLUG.is_match(text)
}

text! {
    /// What people call a thing or a person. Any script; not blank.
    Name, 1..=120, |text| NOT_BLANK.is_match(text)
}

text! {
    /// A telephone number in E.164 form: `+` and 7 to 15 digits.
    Phone, 8..=16, |text| PHONE.is_match(text)
}

/// The shape of a [`Sku`].
pub(crate) static SKU: LazyLock<Regex> = LazyLock::new(|| pattern("^[A-Z0-9]+(-[A-Z0-9]+)*$"));
/// The shape of a [`Slug`].
pub(crate) static SLUG: LazyLock<Regex> = LazyLock::new(|| pattern("^[a-z0-9]+(-[a-z0-9]+)*$"));
/// The shape of a [`Phone`].
pub(crate) static PHONE: LazyLock<Regex> = LazyLock::new(|| pattern("^\\+[1-9][0-9]{6,14}$"));
/// At least one character that is not white space.
pub(crate) static NOT_BLANK: LazyLock<Regex> = LazyLock::new(|| pattern("\\S"));

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_compile() {
        for pattern in [&SKU, &SLUG, &PHONE, &NOT_BLANK] {
            assert!(!pattern.as_str().is_empty());
        }
    }

    #[test]
    fn a_text_is_accepted_or_its_fault_is_named() {
        assert_eq!(Sku::try_from("FRM-OSLO-52").unwrap().as_str(), "FRM-OSLO-52");
        assert_eq!(Sku::try_from("F"), Err(InvalidText::TooShort { min: 3 }));
        assert_eq!(Sku::try_from("frm-oslo"), Err(InvalidText::Malformed("Sku")));
        assert_eq!(Slug::try_from("round--frames"), Err(InvalidText::Malformed("Slug")));
        assert_eq!(Name::try_from("   "), Err(InvalidText::Malformed("Name")));
        assert_eq!(Phone::try_from("+4915112345678").unwrap().to_string(), "+4915112345678");
        assert_eq!(Email::try_from("ines.moreau@example.com").unwrap().as_str(), "ines.moreau@example.com");
        assert_eq!(Email::try_from("ines.moreau"), Err(InvalidText::Malformed("Email")));
        assert_eq!(Email::try_from("x".repeat(255)), Err(InvalidText::TooLong { max: 254 }));
    }

    #[test]
    fn length_counts_characters_not_bytes() {
        assert!(Name::try_from("é".repeat(Name::MAX)).is_ok());
    }
}
