//! The variables that only this service reads.

use chrono::TimeDelta;
use service_chassis::config::{ConfigError, Configured, Variables};
use service_chassis::peer::{BackOff, PeerConfig};

/// Fulfilment, which holds the stock.
#[derive(Debug, Clone)]
pub struct Settings {
    /// `FULFILMENT_URL`, default `http://127.0.0.1:8082`, and `FULFILMENT_TIMEOUT_MS`, default 1000: how long one attempt
    /// of a call may take. A customer waits for at most two.
    pub fulfilment: PeerConfig,
    /// `FULFILMENT_RETRY_MS`, default 250: the wait after a first failure, and how often the worker looks for tasks.
    /// `FULFILMENT_RETRY_MAX_MS`, default 10000: the wait after many failures, which is also the longest time that a
    /// pending order waits after fulfilment has recovered.
    pub back_off: BackOff,
    /// `PAYMENT_TIMEOUT_MINUTES`, default 15: how long a customer has to pay for an order that is confirmed.
    pub time_to_pay: TimeDelta,
}

impl Configured for Settings {
    fn read(variables: &Variables<'_>) -> Result<Self, ConfigError> {
        Ok(Self {
            fulfilment: PeerConfig::read(variables, "fulfilment", "http://127.0.0.1:8082", 1_000)?,
            back_off: BackOff::read(variables, "fulfilment", 250, 10_000)?,
            time_to_pay: TimeDelta::minutes(variables.within("PAYMENT_TIMEOUT_MINUTES", 15, 1..=43_200)?),
        })
    }
}
