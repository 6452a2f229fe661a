//! A port that no other service listens on by default.

use std::fs;

use anyhow::{Context as _, Result};

use cargo_polyrepo::checkout::Checkout;
use cargo_polyrepo::services::folders;

/// The first port of the services.
const FIRST: u16 = 8081;

/// The first port that no service of the checkout has.
pub(super) fn free(checkout: &Checkout) -> Result<u16> {
    let mut taken = Vec::new();
    for service in folders(checkout)? {
        let config = checkout.folder(&service).join("src/config.rs");
        // A service that keeps its configuration elsewhere says its port itself.
        taken.extend(fs::read_to_string(config).ok().as_deref().and_then(default));
    }
    (FIRST..).find(|port| !taken.contains(port)).context("every port is taken")
}

/// The port in `or(lookup, "PORT", 8081)`.
fn default(config: &str) -> Option<u16> {
    let (_, rest) = config.split_once("\"PORT\", ")?;
    rest.split(')').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn port_is_read_from_the_configuration() {
        assert_eq!(default("port: or(lookup, \"PORT\", 8082)?,"), Some(8082));
        assert_eq!(default("port: 8082"), None);
    }
}
