//! `cargo polyrepo bump`: moves a service to a newer release of a library, as a change for review: pin, lock file, changelog,
//! and the verdict of `cargo accord`.

mod changelog;
mod contract;
mod newest;
mod pin;
mod proposal;

use std::fs;
use std::process::ExitCode;

use anyhow::{Context as _, Result};
use clap::Args;

use crate::archive::Releases;
use crate::checkout::Checkout;
use crate::package::{self, Package};
use crate::progress::Progress;
use crate::{interrupt, process, release, services};

use contract::Unpacked;
use proposal::Proposal;

/// `cargo polyrepo bump`
#[derive(Debug, Args)]
pub struct BumpArgs {
    /// The service's folder; not needed in a repository that `split` wrote
    #[arg(default_value = ".")]
    pub service: String,
    /// The library to move to a newer release of
    #[arg(long, value_name = "NAME", default_value = package::DEFAULT)]
    pub library: String,
    /// The release to move to [default: the newest that is not yanked]
    #[arg(long)]
    pub version: Option<String>,
    /// A service that runs beside it, as a folder or a URL; in one checkout all of them are known
    #[arg(long = "neighbour", value_name = "DIR|URL")]
    pub neighbours: Vec<String>,
    /// Commit it on a branch, and push that
    #[arg(long)]
    pub branch: bool,
    /// Commit it on a branch, push that, and open a pull request with `gh`
    #[arg(long)]
    pub pull_request: bool,
}

/// The newest release of a library in the archive that is not yanked.
///
/// # Errors
/// When there is none.
pub fn newest_release(checkout: &Checkout, library: &str) -> Result<String> {
    wanted(checkout, library, None)
}

/// Moves the service.
///
/// # Errors
/// When the release is not there, or cargo cannot resolve it.
pub fn run(checkout: &Checkout, args: &BumpArgs) -> Result<ExitCode> {
    interrupt::install()?;
    let progress = Progress::new();
    let library = args.library.as_str();
    let service = if checkout.is_alone() { "." } else { args.service.trim_end_matches('/') };
    let folder = if checkout.is_alone() { checkout.folder(service) } else { services::find(checkout, service)? };
    let manifest = folder.join("Cargo.toml");
    let text = fs::read_to_string(&manifest).with_context(|| format!("failed to read {}", manifest.display()))?;
    let name = Package::describe(checkout, &folder)?.name;
    let pin = pin::Pins::find(&text, library).with_context(|| format!("{name} does not depend on {library}"))?;
    let wanted = wanted(checkout, library, args.version.as_deref())?;
    let locked = pin::locked(&folder.join("Cargo.lock"), library)?;
    if !newest::is_newer(&wanted, &locked) {
        progress.line("Fresh", &format!("{name} has {library} {locked}, the newest is {wanted}"));
        return Ok(ExitCode::SUCCESS);
    }
    let major = pin.is_major_step(&wanted);
    let proposal = Proposal {
        folder: service.to_owned(),
        service: name,
        library: library.to_owned(),
        from: locked,
        to: wanted,
        major,
    };
    if args.branch || args.pull_request {
        proposal.branch(checkout)?;
    }
    let old = Unpacked::locked(checkout, &folder, library)?;
    // Before the move: the question is whether the service as it runs today can move.
    let verdict = old.has_contract().then(|| proposal.verdict(checkout, &args.neighbours)).transpose()?;
    fs::write(&manifest, pin.moved_to(&text, &proposal.to))?;
    let mut update = process::cargo(checkout, &folder);
    update.args(["update", "--quiet", "--package", library, "--precise", &proposal.to]);
    process::run(&mut update).context("the lock file could not be moved; `git diff` shows what was")?;
    changelog::add(&folder.join("CHANGELOG.md"), library, &proposal.from, &proposal.to)?;
    progress.line("Moved", &proposal.title());
    let changes = old.changes(checkout, &Unpacked::locked(checkout, &folder, library)?)?;
    let body = proposal.body(&changes, verdict.as_deref());
    print!("{body}");
    if args.branch || args.pull_request {
        proposal.push(checkout)?;
    }
    if args.pull_request {
        proposal.open(checkout, &body)?;
    }
    Ok(ExitCode::SUCCESS)
}

/// From the archive; a repository that was split out has none, and asks the registry.
fn wanted(checkout: &Checkout, library: &str, asked: Option<&str>) -> Result<String> {
    match checkout.archive() {
        Some(archive) => newest::choose(&Releases::at(archive), library, asked),
        None => release::newest(checkout, library, asked),
    }
}
