//! What a service adds to the chassis.

use std::fmt;

use actix_web::web::ServiceConfig;

use crate::Chassis;
use crate::background::Task;
use crate::config::Configured;

/// What the handlers of a service reach, as `Data<Self>`: the chassis, and beside it what only this service has.
///
/// A service that has nothing of the kind uses [`Chassis`] itself.
pub trait Application: Clone + Send + Sync + 'static {
    /// The variables that only this service reads; `()` when there are none.
    type Config: Configured;

    /// Makes it, once a process.
    ///
    /// # Errors
    /// When the service cannot serve, such as because of a file that is part of it.
    fn start(chassis: Chassis, config: &Self::Config) -> Result<Self, StartError>;

    /// Adds what belongs to one worker thread, such as the client of a peer. Called once for each.
    fn worker(&self, config: &mut ServiceConfig) {
        let _ = config;
    }

    /// What runs beside the requests, on one thread, on which this is called. A task ends when [`Chassis::closing`] does,
    /// and is waited for until `SHUTDOWN_TIMEOUT_SECONDS` have passed.
    fn background(&self) -> Vec<Task> {
        Vec::new()
    }
}

impl Application for Chassis {
    type Config = ();

    fn start(chassis: Chassis, (): &()) -> Result<Self, StartError> {
        Ok(chassis)
    }
}

/// Why a service did not start: a fragment that fits "failed to …".
#[derive(Debug)]
pub struct StartError(String);

impl StartError {
    /// For this reason.
    pub fn new(reason: impl fmt::Display) -> Self {
        Self(reason.to_string())
    }
}

impl fmt::Display for StartError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for StartError {}
