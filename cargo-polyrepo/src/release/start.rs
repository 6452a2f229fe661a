//! Making a release: choosing its size and handing over to `cargo release`.

use std::env;
use std::fs::OpenOptions;
use std::io::Write as _;
use std::process::ExitCode;

use anyhow::{Context as _, Result, bail};

use super::judge::Judge;
use super::level::Level;
use super::probe::{Listing, Probe};
use super::tag;
use super::unpushed::{self, Settled, is_unpushed};
use crate::archive::{Releases, unpack};
use crate::checkout::Checkout;
use crate::git::{agrees, has_tag};
use crate::package::Package;
use crate::prerequisites::Prerequisite;
use crate::process;
use crate::progress::Progress;
use crate::tool::Tool;

/// The version that the configuration was written for.
pub const CARGO_RELEASE: Tool = Tool {
    name: "cargo-release",
    version: "1.1.6",
    // The machine's OpenSSL: the default features compile another one from C, which takes minutes.
    arguments: &["--no-default-features"],
    environment: &[],
    needs: &[Prerequisite::Linker, Prerequisite::PkgConfig, Prerequisite::OpenSsl],
};

/// Releases a package by a level, or by the level that the change requires.
///
/// # Errors
/// When an earlier release is not published yet, or the release is refused.
pub(super) fn start(checkout: &Checkout, package: &Package, level: Option<Level>, execute: bool) -> Result<ExitCode> {
    let last = tag(&package.name, &package.version);
    let tagged = has_tag(checkout.root(), &last);
    if tagged && is_unpushed(checkout.root(), &last)? {
        if !execute {
            Progress::new().line("Unfinished", &format!("{last} is tagged here and not pushed; --execute finishes it"));
            return Ok(ExitCode::SUCCESS);
        }
        let title = format!("{}: {}", package.name, package.version);
        return match unpushed::settle(checkout.root(), &last, &title)? {
            Settled::Pushed => tell_workflow("tag", &last).map(|()| ExitCode::SUCCESS),
            Settled::TakenBack => start(checkout, &Package::describe(checkout, &package.folder)?, level, execute),
        };
    }
    if tagged && !is_published(checkout, package)? {
        bail!(
            "{last} is tagged and not published yet; finish it first: cargo polyrepo release publish {}",
            package.name
        );
    }
    let level = match level {
        Some(level) => level,
        None => required(checkout, package, tagged.then_some(last.as_str()))?,
    };
    if level == Level::None {
        Progress::new()
            .line("Nothing", &format!("to release: {} is unchanged since {}", package.name, package.version));
        return Ok(ExitCode::SUCCESS);
    }
    let mut command = process::cargo(checkout, &package.folder);
    command.args(["release", level.word()]);
    CARGO_RELEASE.provide(&mut command)?;
    if execute {
        command.args(["--execute", "--no-confirm"]);
    }
    let code = process::status(&mut command)?;
    if code == 0 && execute {
        let released = Package::describe(checkout, &package.folder)?;
        tell_workflow("tag", &tag(&released.name, &released.version))?;
    }
    Ok(ExitCode::from(code))
}

/// Whether the last step of a release is done: in a checkout it is in the archive, in a repository that was split out the
/// registry lists it.
fn is_published(checkout: &Checkout, package: &Package) -> Result<bool> {
    if let Some(archive) = checkout.archive() {
        return Releases::at(archive).has(&package.name, &package.version);
    }
    let probe = Probe::new(checkout, &package.name, &format!("={}", package.version))?;
    Ok(probe.ask(checkout)? != Listing::Absent)
}

/// What the contract requires; and a patch when only code changed.
fn required(checkout: &Checkout, package: &Package, last: Option<&str>) -> Result<Level> {
    let contract =
        if package.has_contract() { Judge::ensure(checkout)?.required(&package.folder, last)? } else { Level::None };
    let unchanged = match last {
        Some(last) => agrees(&package.folder, &["diff", "--quiet", last, "--", "src", "Cargo.toml", "Cargo.lock"]),
        None => is_as_archived(checkout, package)?,
    };
    Ok(if unchanged { contract } else { contract.max(Level::Patch) })
}

/// Whether the code is that of the archived release: a clone may have come without tags. True when there is none, because then
/// only a person knows the first version.
fn is_as_archived(checkout: &Checkout, package: &Package) -> Result<bool> {
    let Some(releases) = checkout.archive().map(Releases::at) else { return Ok(true) };
    if !releases.has(&package.name, &package.version)? {
        return Ok(true);
    }
    let released = unpack(&releases.file(&package.name, &package.version), &checkout.target().join("baseline"))?;
    let same = |there: &str, here: &str| {
        let there = released.join(there);
        agrees(&package.folder, &["diff", "--no-index", "--quiet", &there.to_string_lossy(), here])
    };
    Ok(same("src", "src") && same("Cargo.toml.orig", "Cargo.toml"))
}

/// Hands a value to the next job of a workflow; does nothing elsewhere.
fn tell_workflow(name: &str, value: &str) -> Result<()> {
    let Some(path) = env::var_os("GITHUB_OUTPUT") else { return Ok(()) };
    let mut file = OpenOptions::new().append(true).create(true).open(&path).context("failed to open GITHUB_OUTPUT")?;
    writeln!(file, "{name}={value}").context("failed to write GITHUB_OUTPUT")
}
