//! The HTTP server.

use std::net::IpAddr;
use std::time::Duration;

use super::{ConfigError, Defaults, Variables, cores};

/// The HTTP server.
#[derive(Debug, Clone)]
pub struct HttpConfig {
    /// `BIND_ADDRESS`, default `127.0.0.1`: callers are not authenticated, so only this machine may connect.
    pub bind_address: IpAddr,
    /// `PORT`; 0 takes any free one.
    pub port: u16,
    /// `HTTP_WORKERS`, default: one per core, at most 4. A worker only parses and renders; the work is the database's.
    pub workers: usize,
    /// `SHUTDOWN_TIMEOUT_SECONDS`, default 10: how long requests in flight may take to finish after SIGTERM.
    pub shutdown_timeout: Duration,
}

impl HttpConfig {
    pub(super) fn read(variables: &Variables<'_>, defaults: &Defaults) -> Result<Self, ConfigError> {
        Ok(Self {
            bind_address: variables.or("BIND_ADDRESS", IpAddr::from([127, 0, 0, 1]))?,
            port: variables.or("PORT", defaults.port)?,
            workers: variables.within("HTTP_WORKERS", cores().min(4), 1..=64)?,
            shutdown_timeout: Duration::from_secs(variables.within("SHUTDOWN_TIMEOUT_SECONDS", 10, 0..=300)?),
        })
    }
}
