//! What an answer says, and waiting for one that says something else.

use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};
use cargo_polyrepo::interrupt;
use serde_json::Value;

/// For what one service makes known to become true in the other one.
const TIMEOUT: Duration = Duration::from_secs(20);

const POLL_INTERVAL: Duration = Duration::from_millis(10);

pub(super) fn text<'a>(value: &'a Value, key: &str) -> Result<&'a str> {
    value[key].as_str().with_context(|| format!("the answer has no {key}: {value}"))
}

/// An amount for display. Every currency of the demo has two decimals.
pub(super) fn money(value: &Value) -> String {
    let minor = value["amount_minor"].as_i64().unwrap_or_default();
    let currency = value["currency"].as_str().unwrap_or_default();
    format!("{}.{:02} {currency}", minor / 100, minor % 100)
}

/// Asks until there is an answer; `what` completes "it took too long until".
pub(super) fn wait_until<T>(what: &str, mut ask: impl FnMut() -> Result<Option<T>>) -> Result<T> {
    let deadline = Instant::now() + TIMEOUT;
    loop {
        if let Some(answer) = ask()? {
            return Ok(answer);
        }
        if Instant::now() > deadline {
            bail!("it took too long until {what}; the logs of the services say why");
        }
        interrupt::check()?;
        thread::sleep(POLL_INTERVAL);
    }
}
