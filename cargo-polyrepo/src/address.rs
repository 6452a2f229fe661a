//! The registry's address, as the checkout's cargo configuration has it.

use std::{env, fs};

use anyhow::{Context as _, Result};

use crate::checkout::Checkout;

/// Overrides the configuration, for cargo and so here.
const VARIABLE: &str = "CARGO_REGISTRIES_KELLNR_INDEX";

/// The index address, as cargo takes it.
///
/// # Errors
/// When the configuration names no registry.
pub fn index(checkout: &Checkout) -> Result<String> {
    env::var(VARIABLE).map_or_else(|_| configured(checkout), Ok)
}

/// The address in the configuration, without the override.
///
/// # Errors
/// When it names no registry.
pub fn configured(checkout: &Checkout) -> Result<String> {
    let path = checkout.root().join(".cargo/config.toml");
    let text = fs::read_to_string(&path).with_context(|| format!("failed to read {}", path.display()))?;
    find(&text).map(str::to_owned).with_context(|| format!("{} names no registry", path.display()))
}

/// The port in it: lock files have the address, so a registry on this machine that serves them has to listen there.
///
/// # Errors
/// When it is not on this machine.
pub fn port(checkout: &Checkout) -> Result<u16> {
    let index = index(checkout)?;
    loopback_port(&index).with_context(|| format!("the registry is not on this machine: {index}"))
}

/// The port of an address on this machine.
#[must_use]
pub fn loopback_port(index: &str) -> Option<u16> {
    index.strip_prefix("sparse+http://127.0.0.1:")?.split('/').next()?.parse().ok()
}

fn find(configuration: &str) -> Option<&str> {
    let (_, table) = configuration.split_once("[registries.kellnr]")?;
    let line = table.lines().find(|line| line.trim_start().starts_with("index"))?;
    line.split('"').nth(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn port_is_that_of_the_index() {
        let text = "[registries.kellnr]\nindex = \"sparse+http://127.0.0.1:8123/api/v1/crates/\"\n";
        assert_eq!(find(text).and_then(loopback_port), Some(8123));
        assert_eq!(find("[build]\ntarget-dir = \"target\"\n"), None);
        assert_eq!(loopback_port("sparse+https://registry.example.com/api/v1/crates/"), None);
    }
}
