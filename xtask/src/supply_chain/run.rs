//! Running the checks of the supply chain.

use std::fs;
use std::process::{Command, ExitCode};

use anyhow::{Context as _, Result, bail};
use clap::Args;

use cargo_polyrepo::checkout::Checkout;
use cargo_polyrepo::prerequisites::Prerequisite;
use cargo_polyrepo::progress::Progress;
use cargo_polyrepo::tool::{Cache, Tool};
use cargo_polyrepo::{interrupt, process};

use super::zizmor::zizmor;

const CARGO_DENY: Tool =
    Tool { name: "cargo-deny", version: "0.20.2", arguments: &[], environment: &[], needs: &[Prerequisite::Linker] };

/// `cargo xtask supply-chain`
#[derive(Debug, Args)]
pub struct SupplyChainArgs {
    /// Check for known vulnerabilities too; downloads the database of advisories
    #[arg(long)]
    pub advisories: bool,
}

/// Checks dependencies with cargo-deny and workflows with zizmor.
///
/// # Errors
/// When one of them reports a fault.
pub fn run(checkout: &Checkout, args: &SupplyChainArgs) -> Result<ExitCode> {
    interrupt::install()?;
    let cache = Cache::of_user()?;
    let progress = Progress::new();
    let workflows = checkout.folder(".github");
    progress.line("Checking", "the workflows");
    process::run(Command::new(zizmor(&cache)?).args(["--offline", "--quiet"]).arg(&workflows))?;

    let deny = CARGO_DENY.ensure(&cache)?;
    let mut rejected = Vec::new();
    for folder in locked_folders(checkout)? {
        progress.line("Checking", &format!("the dependencies of {folder}"));
        let mut command = Command::new(&deny);
        command.current_dir(checkout.folder(&folder)).args(["--locked", "--all-features", "--config"]);
        command.arg(checkout.folder("deny.toml")).args(["check", "--hide-inclusion-graph"]);
        command.args(["bans", "licenses", "sources"]);
        if args.advisories {
            command.arg("advisories");
        }
        if process::status(&mut command)? != 0 {
            rejected.push(folder);
        }
    }
    if !rejected.is_empty() {
        bail!("cargo-deny rejects the dependencies of: {}", rejected.join(", "));
    }
    Ok(ExitCode::SUCCESS)
}

/// The folders of the checkout with a lock file, sorted.
fn locked_folders(checkout: &Checkout) -> Result<Vec<String>> {
    let entries = fs::read_dir(checkout.root()).context("failed to read the checkout")?.flatten();
    let mut folders: Vec<String> = entries
        .filter(|entry| entry.path().join("Cargo.lock").is_file())
        .filter_map(|entry| entry.file_name().into_string().ok())
        .filter(|name| !name.starts_with('.'))
        .collect();
    folders.sort();
    Ok(folders)
}
