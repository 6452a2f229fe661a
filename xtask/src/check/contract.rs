//! The verdicts of `cargo accord` on this checkout.

use anyhow::Result;

use super::step::Step;
use cargo_polyrepo::checkout::Checkout;
use cargo_polyrepo::services;

/// `contract.json` is up to date, its version allows the change, and the releases that the services pin fit together.
pub(super) fn steps(checkout: &Checkout) -> Result<Vec<Step>> {
    let manifest = checkout.folder("cargo-accord").join("Cargo.toml");
    let accord = |folder: &str, name: &str, arguments: &[&str]| {
        let manifest = manifest.to_string_lossy();
        let run = ["run", "--quiet", "--locked", "--manifest-path", &manifest, "--bin", "cargo-accord", "--", "accord"];
        Step::cargo(checkout, &checkout.folder(folder), name, &[&run[..], arguments].concat())
    };
    let services = services::folders(checkout)?;
    let named = services.iter().flat_map(|service| ["--service", service.as_str()]);
    let matrix: Vec<&str> = ["matrix"].into_iter().chain(named).collect();
    Ok(vec![
        accord("shared-models", "snapshot", &["snapshot", "--check"]),
        accord("shared-models", "check", &["check"]),
        accord("", "matrix", &matrix),
    ])
}
