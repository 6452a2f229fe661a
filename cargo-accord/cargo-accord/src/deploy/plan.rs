//! The answer to "can I deploy this?".

use crate::matrix::{Answer, Exchange};

/// Whether, and in which order.
#[derive(Debug, Clone, PartialEq)]
pub enum DeployAnswer {
    /// At once.
    Yes,
    /// These services must move to the version one after the other; the wanted one is the last.
    Ordered(Vec<String>),
    /// No order works.
    No,
    /// Nothing is proved to break, but something cannot be proved to work.
    Unknown,
}

/// An exchange that stands in the way of deploying at once.
#[derive(Debug, Clone, PartialEq)]
pub struct Reason {
    /// What would be lost.
    pub exchange: Exchange,
}

impl Reason {
    /// Whether something is proved to break.
    #[must_use]
    pub fn is_proved(&self) -> bool {
        matches!(self.exchange.answer, Answer::Refused { .. } | Answer::Unknown { .. })
    }
}
