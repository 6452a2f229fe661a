//! How a command ends when it did not do what it was asked for.

use std::io;

use crate::StartError;
use crate::config::ConfigError;
use crate::database;
use crate::database::migrations::MigrationError;

/// Why a command did not do what it was asked for.
#[derive(Debug)]
pub(super) enum Failure {
    /// Something is configured or called wrongly: exit code 2.
    Usage(String),
    /// It failed, for this reason: exit code 1.
    Failed(String),
    /// It failed, and the reasons were printed: exit code 1.
    Reported,
}

impl From<ConfigError> for Failure {
    fn from(error: ConfigError) -> Self {
        Self::Usage(error.to_string())
    }
}

macro_rules! failed {
    ($($error:ty),+) => {
        $(impl From<$error> for Failure {
            fn from(error: $error) -> Self {
                Self::Failed(error.to_string())
            }
        })+
    };
}
failed!(database::Error, MigrationError, StartError, io::Error, serde_json::Error);
