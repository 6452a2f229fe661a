//! The exit codes of failures.

use std::fmt;
use std::process::ExitCode;

use anyhow::Error;

/// A failure with an exit code of its own.
#[derive(Debug)]
pub enum Failure {
    /// The user interrupted: exit code 130, as a shell reports Ctrl-C.
    Interrupted,
    /// Something has to be installed by hand: exit code 3.
    MissingPrerequisite(String),
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Interrupted => "interrupted",
            Self::MissingPrerequisite(what) => what,
        })
    }
}

impl std::error::Error for Failure {}

/// 130 interrupted, 3 something to install by hand, 1 anything else. (2 is a wrong command line.)
#[must_use]
pub fn exit_code(error: &Error) -> ExitCode {
    ExitCode::from(match error.downcast_ref() {
        Some(Failure::Interrupted) => 130,
        Some(Failure::MissingPrerequisite(_)) => 3,
        None => 1,
    })
}
