//! Where a peer is, and how long to wait for it.

use std::time::Duration;

use url::Url;

use super::BackOff;
use crate::config::{ConfigError, Variables};

/// Where a peer is, and how long to wait for it.
#[derive(Debug, Clone)]
pub struct PeerConfig {
    /// The peer in words, for messages, such as `fulfilment`.
    pub name: &'static str,
    /// `<PREFIX>_URL`: its address, in plain HTTP.
    pub url: Url,
    /// `<PREFIX>_TIMEOUT_MS`: how long one call may take, from the connection to the last byte of the answer.
    pub timeout: Duration,
}

impl PeerConfig {
    /// Reads the variables that begin with the name in capitals: `FULFILMENT_URL` of `fulfilment`.
    ///
    /// # Errors
    /// The first variable that is wrong.
    pub fn read(
        variables: &Variables<'_>,
        name: &'static str,
        default_url: &str,
        default_timeout_ms: u64,
    ) -> Result<Self, ConfigError> {
        let prefix = prefix(name);
        Ok(Self {
            name,
            url: variables.http_url(&format!("{prefix}_URL"), default_url)?,
            timeout: variables.millis(&format!("{prefix}_TIMEOUT_MS"), default_timeout_ms, 10..=60_000)?,
        })
    }
}

impl BackOff {
    /// Reads `<NAME>_RETRY_MS`, how long to wait after a first failure, and `<NAME>_RETRY_MAX_MS`, how long after many.
    ///
    /// # Errors
    /// The first variable that is wrong.
    pub fn read(
        variables: &Variables<'_>,
        name: &str,
        default_first_ms: u64,
        default_longest_ms: u64,
    ) -> Result<Self, ConfigError> {
        let prefix = prefix(name);
        Ok(Self {
            first: variables.millis(&format!("{prefix}_RETRY_MS"), default_first_ms, 1..=60_000)?,
            longest: variables.millis(&format!("{prefix}_RETRY_MAX_MS"), default_longest_ms, 1..=3_600_000)?,
        })
    }
}

fn prefix(name: &str) -> String {
    name.to_uppercase().replace('-', "_")
}
