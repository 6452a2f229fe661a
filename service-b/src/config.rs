//! The variables that only this service reads. Those of every service are in `service_chassis::config`.

use chrono::TimeDelta;
use service_chassis::config::{ConfigError, Configured, Variables};
use service_chassis::peer::PeerConfig;

/// What only this service reads.
#[derive(Debug, Clone)]
pub struct Config {
    /// `STOREFRONT_URL`, default `http://127.0.0.1:8081`, and `STOREFRONT_TIMEOUT_MS`, default 2000: the storefront knows
    /// what an order costs.
    pub storefront: PeerConfig,
    /// `PAYMENT_PROVIDER_URL`, without a default, and `PAYMENT_PROVIDER_TIMEOUT_MS`, default 5000: who has the money. Without
    /// one, every payment is accepted.
    pub payment_provider: Option<PeerConfig>,
    /// `RESERVATION_TTL_MINUTES`, default 1440: how long stock is held for an order that nobody pays for.
    pub reservation_ttl: TimeDelta,
}

impl Configured for Config {
    fn read(variables: &Variables<'_>) -> Result<Self, ConfigError> {
        let minutes = variables.within("RESERVATION_TTL_MINUTES", 1_440, 1..=525_600)?;
        let provider = variables.optional::<String>("PAYMENT_PROVIDER_URL")?;
        let provider = provider.map(|url| PeerConfig::read(variables, "payment-provider", &url, 5_000)).transpose()?;
        Ok(Self {
            storefront: PeerConfig::read(variables, "storefront", "http://127.0.0.1:8081", 2_000)?,
            payment_provider: provider,
            reservation_ttl: TimeDelta::minutes(minutes),
        })
    }
}
