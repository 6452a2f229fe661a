//! Text as types of their own. Deprecated: requests have `String`s with garde rules, so that every fault is reported at
//! once, and no request or row has ever had a field of these types.

#![expect(deprecated, reason = "they are kept until the next major")]

use std::fmt;

use super::text::{
    EMAIL_MAX, EMAIL_MIN, NAME_MAX, NAME_MIN, NOT_BLANK, PHONE, PHONE_MAX, PHONE_MIN, SKU, SKU_MAX, SKU_MIN, SLUG,
    SLUG_MAX, SLUG_MIN,
};

/// Why a text is not acceptable. The text itself is not repeated: it may be private.
#[deprecated(since = "1.2.0", note = "the error of text types that no request uses")]
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

fn within(text: &str, min: usize, max: usize) -> Result<(), InvalidText> {
    match text.chars().count() {
        count if count < min => Err(InvalidText::TooShort { min }),
        count if count > max => Err(InvalidText::TooLong { max }),
        _ => Ok(()),
    }
}

/// Declares a text type: private content, limits as constants, one way in.
macro_rules! text {
    ($(#[$doc:meta])* $name:ident, $min:ident..=$max:ident, $check:expr) => {
        $(#[$doc])*
        #[deprecated(since = "1.2.0", note = "no request has a field of this type; its limits are in `kernel::text`")]
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
    Email, EMAIL_MIN..=EMAIL_MAX, |text| garde::rules::email::parse_email(text).is_ok()
}

text! {
    /// A stock keeping unit: capital letters, digits and inner hyphens, such as `FRM-OSLO-52`.
    Sku, SKU_MIN..=SKU_MAX, |text| SKU.is_match(text)
}

text! {
    /// A name in an address line: lower-case letters, digits and inner hyphens, such as `round-frames`.
    Slug, SLUG_MIN..=SLUG_MAX, |text| SLUG.is_match(text)
}

text! {
    /// What people call a thing or a person. Any script; not blank.
    Name, NAME_MIN..=NAME_MAX, |text| NOT_BLANK.is_match(text)
}

text! {
    /// A telephone number in E.164 form: `+` and 7 to 15 digits.
    Phone, PHONE_MIN..=PHONE_MAX, |text| PHONE.is_match(text)
}
