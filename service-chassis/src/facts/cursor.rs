//! A place in a feed.

use std::fmt;
use std::str::FromStr;

/// A place in a feed: behind the fact with this number. Written `EPOCH:SEQ`.
///
/// An epoch is one history of a database. A database that was restored gives out numbers again that were used before, so it
/// begins another epoch.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub struct Cursor {
    /// The history that the number belongs to.
    pub epoch: i64,
    /// The number of the last fact before this place; 0 is the beginning.
    pub seq: i64,
}

/// The text is no cursor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("is not a cursor of this feed")]
#[non_exhaustive]
pub struct InvalidCursor;

impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.epoch, self.seq)
    }
}

impl FromStr for Cursor {
    type Err = InvalidCursor;

    fn from_str(text: &str) -> Result<Self, InvalidCursor> {
        let number = |digits: &str| match digits.as_bytes() {
            [b'0'..=b'9', ..] => digits.parse::<i64>().map_err(|_| InvalidCursor),
            _ => Err(InvalidCursor),
        };
        let (epoch, seq) = text.split_once(':').ok_or(InvalidCursor)?;
        Ok(Self { epoch: number(epoch)?, seq: number(seq)? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_comes_back_from_its_text() {
        let cursor = Cursor { epoch: 1_795_000_000, seq: 42 };
        assert_eq!(cursor.to_string(), "1795000000:42");
        assert_eq!("1795000000:42".parse(), Ok(cursor));
    }

    #[test]
    fn what_is_no_cursor_is_refused() {
        for text in ["", ":", "1", "1:", ":1", "1:-1", "+1:1", "1:1:1", "1: 1", "1:99999999999999999999", "a:b"] {
            assert_eq!(text.parse::<Cursor>(), Err(InvalidCursor), "{text}");
        }
    }
}
