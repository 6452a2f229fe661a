//! What is known of a conjunction.

use std::rc::Rc;

use serde_json::Value;

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
}

/// Whether a conjunction has a document.
#[derive(Debug, Clone)]
pub(crate) enum Outcome {
    /// It has this one.
    Some(Rc<Value>),
    /// It has none.
    Empty,
    /// No proof either way.
    Unknown(Undecided),
}

impl Outcome {
    pub(crate) fn of(value: impl Into<Value>) -> Self {
        Self::Some(Rc::new(value.into()))
    }
}

/// Collects the outcomes of alternatives: one document is enough, one undecided alternative spoils a proof.
#[derive(Debug, Default)]
pub(crate) struct Alternatives {
    undecided: Option<Undecided>,
}

impl Alternatives {
    /// Takes in one more; the document, if that settles it.
    pub(crate) fn take(&mut self, outcome: Outcome) -> Option<Outcome> {
        match outcome {
            Outcome::Some(_) => Some(outcome),
            Outcome::Empty => None,
            Outcome::Unknown(undecided) => {
                self.undecided(undecided);
                None
            }
        }
    }

    pub(crate) fn undecided(&mut self, undecided: Undecided) {
        self.undecided.get_or_insert(undecided);
    }

    /// What holds when no alternative is left.
    pub(crate) fn exhausted(self) -> Outcome {
        self.undecided.map_or(Outcome::Empty, Outcome::Unknown)
    }
}
