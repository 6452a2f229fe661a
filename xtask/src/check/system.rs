//! Both services together: built, then tested by the `system` tests of this crate, then fuzzed.

use std::process::Command;

use anyhow::Result;

use super::step::Step;
use crate::service::Service;
use cargo_polyrepo::checkout::Checkout;

/// Whether the checkout has both services.
pub(super) fn is_possible(checkout: &Checkout) -> bool {
    Service::ALL.iter().all(|service| checkout.folder(service.folder).join("Cargo.toml").is_file())
}

/// Builds both binaries, from the archive and `--locked`, runs the tests, and fuzzes for two minutes.
pub(super) fn steps(checkout: &Checkout) -> Result<Vec<Step>> {
    let mut steps: Vec<Step> = Service::ALL
        .iter()
        .map(|service| {
            let name = service.folder;
            Step::cargo(
                checkout,
                &checkout.folder(name),
                &format!("build {name}"),
                &["build", "--locked", "--bin", name],
            )
        })
        .collect();
    let binaries = checkout.target().join("debug");
    let xtask = checkout.folder("xtask");
    // `--all-targets` leaves out a target with `test = false`.
    let clippy = ["clippy", "--locked", "--test", "system", "--", "--deny", "warnings"];
    steps.push(Step::cargo(checkout, &xtask, "clippy", &clippy));
    steps.push(
        Step::cargo(checkout, &xtask, "tests", &["test", "--locked", "--test", "system"])
            .with("SYSTEM_TEST_BINARIES", &binaries.to_string_lossy()),
    );
    let mut fuzz = Command::new(std::env::current_exe()?);
    fuzz.arg("fuzz").arg("--binaries").arg(binaries);
    steps.push(Step { name: "fuzz".to_owned(), command: fuzz });
    Ok(steps)
}
