//! `cargo xtask supply-chain`: where the code comes from, on what terms, and what the workflows may do.

mod zizmor;

use std::process::{Command, ExitCode};

use anyhow::{Result, bail};
use clap::Args;

use cargo_polyrepo::checkout::Checkout;
use cargo_polyrepo::prerequisites::Prerequisite;
use cargo_polyrepo::progress::Progress;
use cargo_polyrepo::tool::{Cache, Tool};
use cargo_polyrepo::{interrupt, process};

pub use zizmor::zizmor;

/// The folders with a lock file, beside the services.
const FOLDERS: [&str; 3] = ["shared-models", "cargo-accord", "xtask"];

const CARGO_DENY: Tool =
    Tool { name: "cargo-deny", version: "0.20.2", arguments: &[], environment: &[], needs: &[Prerequisite::Linker] };

/// `cargo xtask supply-chain`
#[derive(Debug, Args)]
pub struct SupplyChainArgs {
    /// Look for known vulnerabilities too; fetches the database of advisories
    #[arg(long)]
    pub advisories: bool,
}

/// Checks dependencies with cargo-deny and workflows with zizmor.
///
/// # Errors
/// When one of them objects.
pub fn run(checkout: &Checkout, args: &SupplyChainArgs) -> Result<ExitCode> {
    interrupt::install()?;
    let cache = Cache::of_user()?;
    let progress = Progress::new();
    let workflows = checkout.folder(".github");
    progress.line("Checking", "the workflows");
    process::run(Command::new(zizmor(&cache)?).args(["--offline", "--quiet"]).arg(&workflows))?;

    let deny = CARGO_DENY.ensure(&cache)?;
    let mut objected = Vec::new();
    let folders = FOLDERS.into_iter().map(str::to_owned).chain(cargo_polyrepo::services::folders(checkout)?);
    for folder in folders.filter(|folder| checkout.folder(folder).join("Cargo.lock").is_file()) {
        progress.line("Checking", &format!("the dependencies of {folder}"));
        let mut command = Command::new(&deny);
        command.current_dir(checkout.folder(&folder)).args(["--locked", "--all-features", "--config"]);
        command.arg(checkout.folder("deny.toml")).args(["check", "--hide-inclusion-graph"]);
        command.args(["bans", "licenses", "sources"]);
        if args.advisories {
            command.arg("advisories");
        }
        if process::status(&mut command)? != 0 {
            objected.push(folder);
        }
    }
    if !objected.is_empty() {
        bail!("cargo-deny objects to: {}", objected.join(", "));
    }
    Ok(ExitCode::SUCCESS)
}
