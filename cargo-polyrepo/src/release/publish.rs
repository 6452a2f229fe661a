//! From a tag to the registry and the archive. Each step checks first whether it is done, so that an interrupted attempt is
//! finished by running it again.

use std::fs;
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};

use super::probe::{Listing, Probe};
use super::worktree::Worktree;
use super::{tag, token};
use crate::archive::{Releases, index_line, index_path};
use crate::checkout::Checkout;
use crate::git::{git, has_tag};
use crate::package::Package;
use crate::progress::Progress;
use crate::{address, digest, interrupt, process};

/// How long a registry may take to list what it accepted. Kellnr does at once; hosted ones index in
/// the background.
const LISTING_TIMEOUT: Duration = Duration::from_secs(300);

/// How often it is asked meanwhile.
const POLL_INTERVAL: Duration = Duration::from_secs(2);

/// What to do with the archive afterwards.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Archive {
    /// Add the files.
    Write,
    /// And commit them.
    Commit,
    /// And push that.
    Push,
}

/// Publishes the release that a tag names.
///
/// # Errors
/// When a step fails. What it has done stays, and running it again goes on from there.
pub(super) fn publish(checkout: &Checkout, described: &Package, version: Option<&str>, archive: Archive) -> Result<()> {
    let progress = Progress::new();
    let folder = described.place(checkout);
    let version = version.unwrap_or(&described.version);
    let tag = tag(&described.name, version);
    if !has_tag(checkout.root(), &tag) {
        bail!("there is no tag {tag}: a release is made by `cargo release LEVEL --execute` in {folder}/");
    }

    // The tag's files, packaged by themselves.
    let beside = checkout.target().join("release");
    fs::create_dir_all(&beside)?;
    let worktree = Worktree::of_tag(checkout.root(), &tag, fs::canonicalize(&beside)?.join(&tag))?;
    let source = worktree.path.join(&folder);
    let package = Package::describe(checkout, &source)?;
    if package.version != version {
        bail!("{tag} points at {}: the tag is wrong", package.id());
    }
    // Packaging asks the registry for what the package depends on, and reports a refused token less plainly.
    let probe = Probe::new(checkout, &package.name, &format!("={}", package.version))?;
    let listing = probe.ask(checkout)?;
    let step = progress.step("Packaging", &package.id());
    let bytes = package.build(checkout, &["--quiet", "--locked", "--no-verify"])?;
    let checksum = digest::sha256(&bytes);
    step.done("Packaged", &format!("{} {}", package.id(), &checksum[..12]));

    if is_listed(listing, &package, &checksum)? {
        progress.line("Present", &format!("{} is in the registry, with the same bytes", package.id()));
    } else {
        let log = beside.join("publish.log");
        if let Err(error) = upload(checkout, &source, &log) {
            interrupt::check()?;
            // The response may have been lost, and not the upload.
            if !is_there(&probe, checkout, &package, &checksum).unwrap_or(false) {
                return Err(error.context(advice(&fs::read_to_string(&log).unwrap_or_default())));
            }
        }
        await_listing(&probe, checkout, &package, &checksum)?;
    }
    drop(worktree);
    keep(checkout, &package, &bytes, &checksum, archive)
}

fn upload(checkout: &Checkout, source: &Path, log: &Path) -> Result<()> {
    let mut command = process::cargo(checkout, source);
    command.args(["publish", "--locked", "--color", "never", "--registry", "kellnr"]);
    token::provide(&mut command, checkout);
    Progress::new().line("Publishing", "after building what is packaged");
    process::run_logged(&mut command, log, |_| ())
}

/// What to do about an upload that the registry does not list.
fn advice(complaint: &str) -> &'static str {
    if complaint.contains("already exists") {
        return "the registry has stored this release and does not list it, because it was cut off between the two; where \
                the registry runs: `cargo polyrepo registry mend`, then run this again";
    }
    "the release is not published; when the cause is fixed, run this again"
}

/// Whether the registry has exactly this release.
fn is_there(probe: &Probe, checkout: &Checkout, package: &Package, checksum: &str) -> Result<bool> {
    is_listed(probe.ask(checkout)?, package, checksum)
}

fn is_listed(listing: Listing, package: &Package, checksum: &str) -> Result<bool> {
    match listing {
        Listing::Present { checksum: there, .. } if there == checksum => Ok(true),
        Listing::Present { checksum: there, .. } => bail!(
            "the registry has another {}: {} instead of {}; a release never changes, so raise the version",
            package.id(),
            &there[..12.min(there.len())],
            &checksum[..12]
        ),
        Listing::Yanked => bail!("{} is yanked in the registry; a release that is wrong is replaced", package.id()),
        Listing::Absent => Ok(false),
    }
}

fn await_listing(probe: &Probe, checkout: &Checkout, package: &Package, checksum: &str) -> Result<()> {
    let step = Progress::new().step("Waiting", &format!("for the registry to list {}", package.id()));
    let deadline = Instant::now() + LISTING_TIMEOUT;
    while !is_there(probe, checkout, package, checksum)? {
        if Instant::now() > deadline {
            bail!("the registry accepted {} and does not list it yet; run this again later", package.id());
        }
        interrupt::check()?;
        thread::sleep(POLL_INTERVAL);
    }
    step.done("Published", &package.id());
    Ok(())
}

/// Adds the release to the archive, where it stays for good.
fn keep(checkout: &Checkout, package: &Package, bytes: &[u8], checksum: &str, archive: Archive) -> Result<()> {
    let progress = Progress::new();
    let Some(folder) = checkout.archive() else { return Ok(()) };
    let releases = Releases::at(folder.clone());
    let file = package.file();
    if releases.has(&package.name, &package.version)? {
        if digest::sha256_of(&folder.join(&file))? != checksum {
            bail!("the archive has another {}; a release never changes", package.id());
        }
        progress.line("Present", &format!("{} is in the archive", package.id()));
    } else {
        releases.add(
            &package.name,
            &package.version,
            bytes,
            &index_line(&package.metadata, checksum, &address::index(checkout)?)?,
        )?;
        progress.line("Archived", &package.id());
    }
    if archive == Archive::Write {
        return Ok(());
    }
    let index = format!("index/{}", index_path(&package.name));
    git(&folder, &["add", "--", &file, &index])?;
    if git(&folder, &["diff", "--cached", "--name-only", "--", &file, &index])?.trim().is_empty() {
        progress.line("Present", "the archive is committed");
    } else {
        git(&folder, &["commit", "--quiet", "-m", &format!("archive: {}", package.id()), "--", &file, &index])?;
        progress.line("Committed", &format!("the archive with {}", package.id()));
    }
    if archive == Archive::Push {
        git(&folder, &["push", "--quiet", "origin", "HEAD:main"])
            .context("the release is published, but the archive could not be pushed; pull, and run this again")?;
        progress.line("Pushed", "the archive");
    }
    Ok(())
}
