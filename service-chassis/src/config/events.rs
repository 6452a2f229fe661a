//! How long facts are kept for those who read them.

use chrono::TimeDelta;

use super::{ConfigError, Variables};

/// How long facts are kept for those who read them.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct EventsConfig {
    /// `EVENTS_KEEP_DAYS`, default 7: how long a fact is kept at least, whoever has read it.
    pub keep: TimeDelta,
    /// `EVENTS_WAIT_DAYS`, default 30: how long facts are kept for a reader that does not come.
    pub wait: TimeDelta,
}

impl EventsConfig {
    pub(super) fn read(variables: &Variables<'_>) -> Result<Self, ConfigError> {
        Ok(Self {
            keep: TimeDelta::days(variables.within("EVENTS_KEEP_DAYS", 7, 0..=3_650)?),
            wait: TimeDelta::days(variables.within("EVENTS_WAIT_DAYS", 30, 1..=3_650)?),
        })
    }
}
