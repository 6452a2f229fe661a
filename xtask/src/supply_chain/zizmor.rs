//! The linter of workflows, from the wheel that its authors publish: its source needs a newer compiler than this checkout.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context as _, Result};

use cargo_polyrepo::prerequisites::{self, Prerequisite};
use cargo_polyrepo::process;
use cargo_polyrepo::progress::Progress;
use cargo_polyrepo::tool::Cache;

const VERSION: &str = "1.32.0";

/// The path of the program; downloads it the first time.
///
/// # Errors
/// When Python's installer is missing and cannot be installed, or the wheel cannot be downloaded.
pub fn zizmor(cache: &Cache) -> Result<PathBuf> {
    let id = format!("zizmor-{VERSION}");
    let directory = cache.directory().join(&id);
    let program = directory.join("bin/zizmor");
    let _lock = cache.lock(&id)?;
    if program.is_file() {
        return Ok(program);
    }
    prerequisites::ensure(&[Prerequisite::Pip])?;
    let step = Progress::new().step("Fetching", &id);
    let attempt = cache.directory().join(format!("{id}.partial"));
    let _ = fs::remove_dir_all(&attempt);
    let python = process::find(&["python3"]).context("python3 is not installed")?;
    let mut pip = Command::new(python);
    // A separate folder: the machine's Python stays as it is.
    pip.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps"]);
    pip.args(["--only-binary", ":all:", "--target"]).arg(&attempt).arg(format!("zizmor=={VERSION}"));
    process::capture(&mut pip)?;
    fs::rename(&attempt, &directory).context("failed to move zizmor into the cache")?;
    step.done("Fetched", &id);
    Ok(program)
}
