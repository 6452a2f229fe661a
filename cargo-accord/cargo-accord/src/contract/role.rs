//! Which way a wire type travels, and the questions that follow from it.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Who writes a type and who reads it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// A client writes it, a service reads it.
    Request,
    /// A service writes it, a client reads it.
    Response,
    /// A publisher writes it, a subscriber reads it, perhaps much later.
    Event,
}

impl Role {
    /// Whether a "no" to `question` breaks a party that is already deployed.
    #[must_use]
    pub fn must_hold(self, question: Question) -> bool {
        match (self, question) {
            (Self::Event, _) | (Self::Request, Question::OldReadByNew) | (Self::Response, Question::NewReadByOld) => {
                true
            }
            (Self::Request, Question::NewReadByOld) | (Self::Response, Question::OldReadByNew) => false,
        }
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.serialize(f)
    }
}

/// The two things that must be asked about one type at two versions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Question {
    /// Can what is written today be read by tomorrow's consumer?
    OldReadByNew,
    /// Can what is written tomorrow be read by today's consumer?
    NewReadByOld,
}

impl Question {
    /// Both, in the order in which they are reported.
    pub const ALL: [Self; 2] = [Self::OldReadByNew, Self::NewReadByOld];

    /// The question as it is written in reports.
    #[must_use]
    pub fn formal(self) -> &'static str {
        match self {
            Self::OldReadByNew => "old.emits ⊆ new.accepts",
            Self::NewReadByOld => "new.emits ⊆ old.accepts",
        }
    }

    /// What a "no" means for the parties of `role`.
    #[must_use]
    pub fn consequence(self, role: Role) -> &'static str {
        match (role, self) {
            (Role::Request, Self::OldReadByNew) => "a deployed client writes what the new service refuses",
            (Role::Request, Self::NewReadByOld) => "a new client writes what the deployed service refuses",
            (Role::Response, Self::OldReadByNew) => "the deployed service writes what a new client refuses",
            (Role::Response, Self::NewReadByOld) => "the new service writes what a deployed client refuses",
            (Role::Event, Self::OldReadByNew) => "a message already sent is refused by the new subscriber",
            (Role::Event, Self::NewReadByOld) => "a new message is refused by a deployed subscriber",
        }
    }
}

impl fmt::Display for Question {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.formal())
    }
}
