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

/// The default port of a service: a file directly in `src` declares the service.
fn in_folder(source: &Path) -> Option<u16> {
    let files = fs::read_dir(source).ok()?.flatten();
    files.into_iter().find_map(|file| default(&fs::read_to_string(file.path()).ok()?))
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

    #[test]
    fn ports_of_the_services_here_are_found() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        let ports = ["service-a", "service-b"].map(|service| in_folder(&root.join(service).join("src")));
        assert_eq!(ports, [Some(8081), Some(8082)]);
    }
}
