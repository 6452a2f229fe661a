//! `cargo xtask bump`: moving a service to a newer release of the library, as a change that can be
//! reviewed: pin, lock file, changelog, and what `cargo accord` says of it.

mod changelog;
mod contract;
mod newest;
mod pin;
mod proposal;

use std::fs;
use std::process::ExitCode;

use anyhow::{Context as _, Result};
use clap::Args;

use crate::archive::Package;
use crate::checkout::Checkout;
use crate::progress::Progress;
use crate::release::{self, LIBRARY};
use crate::{interrupt, process};

use proposal::Proposal;

/// `cargo xtask bump`
#[derive(Debug, Args)]
pub struct BumpArgs {
    /// The service's folder; in a repository of its own there is no other
    #[arg(default_value = ".")]
    pub service: String,
    /// The release to move to; without it the newest that is not yanked
    #[arg(long)]
    pub version: Option<String>,
    /// Who runs beside it, as a folder or the URL where it runs; in one checkout every service that is there
    #[arg(long = "neighbour", value_name = "DIR|URL")]
    pub neighbours: Vec<String>,
    /// Commit it on a branch of its own, and push that
    #[arg(long)]
    pub branch: bool,
    /// Commit it on a branch of its own, push that, and open a pull request with `gh`
    #[arg(long)]
    pub pull_request: bool,
}

/// The newest release in the archive that is not yanked.
///
/// # Errors
/// When there is none.
pub fn newest_release(checkout: &Checkout) -> Result<String> {
    newest::choose(&index(checkout)?, None)
}

/// Moves the service.
///
/// # Errors
/// When the release is not there, or cargo cannot resolve it.
pub fn run(checkout: &Checkout, args: &BumpArgs) -> Result<ExitCode> {
    interrupt::install()?;
    let progress = Progress::new();
    let service = release::folder(checkout, &args.service);
    let folder = checkout.folder(service);
    let manifest = folder.join("Cargo.toml");
    let text = fs::read_to_string(&manifest).with_context(|| format!("failed to read {}", manifest.display()))?;
    let name = Package::describe(checkout, &folder)?.name;
    let pin = pin::Pin::find(&text).with_context(|| format!("{name} does not depend on {LIBRARY}"))?;
    let wanted = wanted(checkout, args.version.as_deref())?;
    let locked = pin::locked(&folder.join("Cargo.lock"))?;
    if !newest::is_newer(&wanted, &locked) {
        progress.line("Fresh", &format!("{name} has {LIBRARY} {locked}, the newest is {wanted}"));
        return Ok(ExitCode::SUCCESS);
    }
    let major = pin.is_major_step(&wanted);
    let proposal = Proposal { folder: service.to_owned(), service: name, from: locked, to: wanted, major };
    if args.branch || args.pull_request {
        proposal.branch(checkout)?;
    }
    // Of the service as it runs today: what it would move from is part of the question.
    let verdict = proposal.verdict(checkout, &args.neighbours)?;
    let old = contract::locked(checkout, &folder)?;
    fs::write(&manifest, pin.moved_to(&text, &proposal.to))?;
    let mut update = process::cargo(checkout, &folder);
    update.args(["update", "--quiet", "--package", LIBRARY, "--precise", &proposal.to]);
    process::run(&mut update).context("the lock file could not be moved; `git diff` shows what was")?;
    changelog::tell(&folder.join("CHANGELOG.md"), &proposal.from, &proposal.to)?;
    progress.line("Moved", &proposal.title());
    let changes = contract::changes(checkout, &old, &contract::locked(checkout, &folder)?)?;
    let body = proposal.body(&changes, &verdict);
    print!("{body}");
    if args.branch || args.pull_request {
        proposal.push(checkout)?;
    }
    if args.pull_request {
        proposal.open(checkout, &body)?;
    }
    Ok(ExitCode::SUCCESS)
}

/// From the archive beside it; a repository of one crate has none, and asks the registry.
fn wanted(checkout: &Checkout, asked: Option<&str>) -> Result<String> {
    if checkout.is_alone() {
        return release::newest(checkout, LIBRARY, asked);
    }
    newest::choose(&index(checkout)?, asked)
}

fn index(checkout: &Checkout) -> Result<String> {
    fs::read_to_string(checkout.folder("registry-config/releases/index/sh/ar/shared-models"))
        .context("the archive has no release")
}
