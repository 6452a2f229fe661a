//! The variables that only this service reads. Those of every service are in `service_chassis::config`.

use service_chassis::config::{ConfigError, Configured, Variables};
use service_chassis::peer::PeerConfig;

/// What only this service reads.
#[derive(Debug, Clone)]
pub struct Config {
    /// `STOREFRONT_URL`, default `http://127.0.0.1:8081`, and `STOREFRONT_TIMEOUT_MS`, default 2000: the storefront knows
    /// what an order costs.
    pub storefront: PeerConfig,
}

impl Configured for Config {
    fn read(variables: &Variables<'_>) -> Result<Self, ConfigError> {
        Ok(Self { storefront: PeerConfig::read(variables, "storefront", "http://127.0.0.1:8081", 2_000)? })
    }
}
