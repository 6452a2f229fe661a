//! Running the checks.

use std::process::ExitCode;

use anyhow::{Result, bail};
use clap::Args;

use cargo_polyrepo::checkout::Checkout;
use cargo_polyrepo::database::Lease;
use cargo_polyrepo::{interrupt, prerequisites, services};

use super::ledger::Ledger;
use super::{contract, folder, new_service, system};

/// `cargo xtask test`
#[derive(Debug, Args)]
pub struct TestArgs {
    /// Folders, `contract` (the verdicts of cargo accord), `new-service` (the template) or `system` (both services together); by default all
    pub folders: Vec<String>,
    /// Run the other steps after a failure, and list all failures at the end
    #[arg(long)]
    pub no_fail_fast: bool,
}

/// The folders beside the services; a missing one is reported as absent.
const FOLDERS: [&str; 5] = ["xtask", "cargo-polyrepo", "shared-models", "service-chassis", "cargo-accord"];

const CONTRACT: &str = "contract";
const NEW_SERVICE: &str = "new-service";
const SYSTEM: &str = "system";

/// Runs the steps of the given folders.
///
/// # Errors
/// When a folder is unknown, or a prerequisite is missing. A failed step is not an error but exit code 1: it has reported its
/// cause.
pub fn run(checkout: &Checkout, args: &TestArgs) -> Result<ExitCode> {
    interrupt::install()?;
    let asked: Vec<&str> = args.folders.iter().map(|name| name.trim_end_matches('/')).collect();
    let services = services::folders(checkout)?;
    let folders: Vec<&str> = FOLDERS.into_iter().chain(services.iter().map(String::as_str)).collect();
    let known: Vec<&str> = folders.iter().copied().chain([CONTRACT, NEW_SERVICE, SYSTEM]).collect();
    if let Some(unknown) = asked.iter().find(|name| !known.contains(name)) {
        bail!("there is no {unknown:?} to test; choose from: {}", known.join(", "));
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
            ledger.run(SYSTEM, system::steps(checkout)?)?;
        } else {
            ledger.absent("system (needs service-a and service-b)");
        }
    }
    Ok(ledger.close())
}
