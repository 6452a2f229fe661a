//! What `cargo accord` says about this checkout.

use super::step::Step;
use crate::checkout::Checkout;

/// The contract is written down, is what its version says it is, and what the services pin fits together.
pub(super) fn steps(checkout: &Checkout) -> Vec<Step> {
    let manifest = checkout.folder("cargo-accord").join("Cargo.toml");
    let accord = |folder: &str, name: &str, arguments: &[&str]| {
        let manifest = manifest.to_string_lossy();
        let run = ["run", "--quiet", "--locked", "--manifest-path", &manifest, "--", "accord"];
        Step::cargo(checkout, &checkout.folder(folder), name, &[&run[..], arguments].concat())
    };
    vec![
        accord("shared-models", "snapshot", &["snapshot", "--check"]),
        accord("shared-models", "check", &["check"]),
        accord("", "matrix", &["matrix", "--service", "service-a", "--service", "service-b"]),
    ]
}
