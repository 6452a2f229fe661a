//! A port that no other service listens on by default.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result};

use cargo_polyrepo::checkout::Checkout;
use cargo_polyrepo::services::folders;

/// The first port of the services.
const FIRST: u16 = 8081;

/// The first port that no service of the checkout has.
pub(super) fn free(checkout: &Checkout) -> Result<u16> {
    let mut taken = Vec::new();
    for service in folders(checkout)? {
        taken.extend(in_folder(&checkout.folder(&service).join("src")));
    }
    (FIRST..).find(|port| !taken.contains(port)).context("every port is taken")
}

/// The default port of a service: `main.rs` or `lib.rs` names it.
fn in_folder(source: &Path) -> Option<u16> {
    ["lib.rs", "main.rs"].iter().find_map(|file| default(&fs::read_to_string(source.join(file)).ok()?))
}

/// The port in `Service::new(…).port(8081)`.
fn default(source: &str) -> Option<u16> {
    let (_, rest) = source.split_once(".port(")?;
    rest.split(')').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn port_is_read_from_the_declaration_of_the_service() {
        assert_eq!(default("Service::new(about, contract)\n        .port(8082)\n        .connections(8)"), Some(8082));
        assert_eq!(default("Service::new(about, contract).connections(8)"), None);
    }
}
