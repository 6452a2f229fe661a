//! The verdicts of `cargo accord` on this checkout.

use std::iter;

use anyhow::Result;

use super::step::Step;
use cargo_polyrepo::checkout::Checkout;
use cargo_polyrepo::release::matrix_of;

/// `contract.json` is up to date, its version allows the change, and the releases that the services pin fit together.
pub(super) fn steps(checkout: &Checkout) -> Result<Vec<Step>> {
    let manifest = checkout.folder("cargo-accord").join("Cargo.toml");
    let accord = |folder: &str, name: &str, arguments: &[&str]| {
        let manifest = manifest.to_string_lossy();
        let run = ["run", "--quiet", "--locked", "--manifest-path", &manifest, "--bin", "cargo-accord", "--", "accord"];
        Step::cargo(checkout, &checkout.folder(folder), name, &[&run[..], arguments].concat())
    };
    let services = matrix_of(checkout)?;
    let matrix: Vec<&str> = iter::once("matrix").chain(services.iter().map(String::as_str)).collect();
    Ok(vec![
        accord("shared-models", "snapshot", &["snapshot", "--check"]),
        accord("shared-models", "check", &["check"]),
        accord("", "matrix", &matrix),
    ])
}
