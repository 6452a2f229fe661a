//! What is known of a conjunction.

use std::rc::Rc;

use serde_json::Value;

use crate::pattern::Pattern;

/// Why something stays undecided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Undecided {
    pub(crate) keyword: &'static str,
    pub(crate) reason: Rc<str>,
}

impl Undecided {
    pub(crate) fn new(keyword: &'static str, reason: impl Into<Rc<str>>) -> Self {
        Self { keyword, reason: reason.into() }
    }

    /// Because a pattern of the keyword is no regular language.
    pub(crate) fn unsupported(keyword: &'static str, pattern: &Pattern) -> Self {
        let what = pattern.unsupported().unwrap_or_default();
        Self::new(keyword, format!("{:?} needs {what}", pattern.source()))
    }
}

/// Why there is no document at hand.
#[derive(Debug, Clone)]
pub(crate) enum Nothing {
    /// It is proved that there is none.
    Empty,
    /// No proof either way.
    Unknown(Undecided),
}

impl From<Undecided> for Nothing {
    fn from(undecided: Undecided) -> Self {
        Self::Unknown(undecided)
    }
}

/// The document that a conjunction has, or why there is none.
pub(crate) type Outcome = Result<Rc<Value>, Nothing>;

/// There is a document.
pub(crate) fn found(value: impl Into<Value>) -> Outcome {
    Ok(Rc::new(value.into()))
}

/// The first document that one of some ways leads to. One undecided way spoils the proof that there is none.
pub(crate) fn first(ways: impl IntoIterator<Item = Outcome>) -> Outcome {
    let mut why = Nothing::Empty;
    for way in ways {
        match (way, &why) {
            (Ok(document), _) => return Ok(document),
            (Err(unknown), Nothing::Empty) => why = unknown,
            (Err(_), Nothing::Unknown(_)) => {}
        }
    }
    Err(why)
}
