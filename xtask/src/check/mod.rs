//! `cargo xtask test`: everything that has to pass, as one command for people and CI alike.

mod contract;
mod folder;
mod ledger;
mod new_service;
mod step;
mod system;

use std::process::ExitCode;

use anyhow::{Result, bail};
use clap::Args;

use cargo_polyrepo::checkout::Checkout;
use cargo_polyrepo::database::Lease;
use cargo_polyrepo::services::folders;
use cargo_polyrepo::{interrupt, prerequisites};

use ledger::Ledger;

/// `cargo xtask test`
#[derive(Debug, Args)]
pub struct TestArgs {
    /// The folders to test, or `contract` for what cargo accord says, `new-service` for one made from the template, `system` for both services together; all of it when none is named
    pub folders: Vec<String>,
    /// Go on after a failed step and tell all failures at the end
    #[arg(long)]
    pub no_fail_fast: bool,
}

/// The folders there can be before the services; one that is not there (yet) is said to be absent.
const FOLDERS: [&str; 3] = ["xtask", "shared-models", "cargo-accord"];

/// The name for the judgement of the contract.
const CONTRACT: &str = "contract";
/// The name for the service that the template gives.
const NEW_SERVICE: &str = "new-service";
/// The name for the tests of both services together.
const SYSTEM: &str = "system";

/// Runs the steps of the folders that were asked for.
///
/// # Errors
/// When a folder is unknown, or something needed is missing. A failed step is not an error but
/// exit code 1: what failed has told why already.
pub fn run(checkout: &Checkout, args: &TestArgs) -> Result<ExitCode> {
    interrupt::install()?;
    let asked: Vec<&str> = args.folders.iter().map(|name| name.trim_end_matches('/')).collect();
    let services = folders(checkout)?;
    let folders: Vec<&str> = FOLDERS.into_iter().chain(services.iter().map(String::as_str)).collect();
    let known: Vec<&str> = folders.iter().copied().chain([CONTRACT, NEW_SERVICE, SYSTEM]).collect();
    if let Some(unknown) = asked.iter().find(|name| !known.contains(name)) {
        bail!("no folder {unknown:?} to test; there are: {}", known.join(", "));
    }
    let wanted = |name: &str| asked.is_empty() || asked.contains(&name);

    let installed = prerequisites::ensure(prerequisites::ALL)?;
    if !installed.is_empty() {
        eprintln!("installed {}", installed.join(", "));
    }
    let database = Lease::shared(checkout)?;
    let mut ledger = Ledger::new(args.no_fail_fast);
    for folder in folders.into_iter().filter(|folder| wanted(folder)) {
        if checkout.folder(folder).join("Cargo.toml").is_file() {
            ledger.run(folder, folder::steps(checkout, folder, &database.url()?)?)?;
        } else {
            ledger.absent(folder);
        }
    }
    if wanted(CONTRACT) {
        ledger.run(CONTRACT, contract::steps(checkout)?)?;
    }
    if wanted(NEW_SERVICE) {
        if new_service::is_possible(checkout) {
            ledger.run(NEW_SERVICE, new_service::steps(checkout, &database.url()?)?)?;
        } else {
            ledger.absent("new-service (needs the template and service-b)");
        }
    }
    if wanted(SYSTEM) {
        if system::is_possible(checkout) {
            ledger.run(SYSTEM, system::steps(checkout))?;
        } else {
            ledger.absent("system (needs service-a and service-b)");
        }
    }
    Ok(ledger.close())
}
