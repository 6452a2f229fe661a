//! The exit codes of failures.

use std::fmt;
use std::process::ExitCode;

use anyhow::Error;

/// The user interrupted: exit code 130, as a shell reports Ctrl-C.
#[derive(Debug)]
pub struct Interrupted;

impl fmt::Display for Interrupted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("interrupted")
    }
}

impl std::error::Error for Interrupted {}

/// Something has to be installed by hand: exit code 3.
#[derive(Debug)]
pub struct MissingPrerequisite(pub String);

impl fmt::Display for MissingPrerequisite {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for MissingPrerequisite {}

/// 130 interrupted, 3 something to install by hand, 1 anything else. (2 is a wrong command line.)
#[must_use]
pub fn exit_code(error: &Error) -> ExitCode {
    if error.is::<Interrupted>() {
        ExitCode::from(130)
    } else if error.is::<MissingPrerequisite>() {
        ExitCode::from(3)
    } else {
        ExitCode::from(1)
    }
}
