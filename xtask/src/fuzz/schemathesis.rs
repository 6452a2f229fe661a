//! The fuzzer, schemathesis: from the wheels that its authors publish, in a virtual environment of the cache.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result};
use serde_json::Value;

use super::args::FuzzArgs;
use cargo_polyrepo::checkout::Checkout;
use cargo_polyrepo::digest::sha256;
use cargo_polyrepo::failure::Failure;
use cargo_polyrepo::prerequisites::{self, Prerequisite};
use cargo_polyrepo::process;
use cargo_polyrepo::progress::Progress;
use cargo_polyrepo::tool::Cache;

/// The oldest Python 3 that the fuzzer runs on.
const MIN_MINOR: u32 = 11;

/// Schemathesis with the settings and checks in `xtask/fuzz`.
#[derive(Debug)]
pub struct Fuzzer {
    python: PathBuf,
    folder: PathBuf,
    scratch: PathBuf,
}

impl Fuzzer {
    /// Installs it the first time.
    ///
    /// # Errors
    /// When Python is missing or too old, or a package cannot be downloaded or has another digest.
    pub fn of(checkout: &Checkout) -> Result<Self> {
        let folder = checkout.folder("xtask/fuzz");
        let scratch = checkout.target().join("xtask");
        fs::create_dir_all(&scratch)?;
        let python = environment(&Cache::of_user()?, &folder.join("requirements.txt"))?;
        Ok(Self { python, folder, scratch })
    }

    /// A run against the service on that port; it exits with 0 when it finds nothing.
    #[must_use]
    pub fn command(&self, port: u16, known: &Value, args: &FuzzArgs) -> Command {
        let mut command = Command::new(&self.python);
        // `-B`: no compiled files beside the hooks.
        command.current_dir(&self.scratch).args(["-B", "-m", "schemathesis.cli", "--config-file"]);
        command.arg(self.folder.join("schemathesis.toml")).arg("run");
        command.arg(format!("http://127.0.0.1:{port}/openapi.json"));
        command.args(["--max-time", &args.seconds.to_string(), "--seed", &args.seed.to_string()]);
        command.env("SCHEMATHESIS_HOOKS", self.folder.join("hooks.py")).env("KNOWN_IDS", known.to_string());
        // The order of a set is the same in each run; a proxy is not asked about this machine.
        command.env("PYTHONHASHSEED", "0").env("NO_PROXY", "127.0.0.1");
        command
    }
}

/// Python in an environment that has these packages. Other packages or another Python are another environment.
fn environment(cache: &Cache, requirements: &Path) -> Result<PathBuf> {
    prerequisites::ensure(&[Prerequisite::Pip])?;
    let host = process::find(&["python3"]).context("python3 is not installed")?;
    let version = process::capture(Command::new(&host).arg("--version"))?;
    if minor(&version).is_none_or(|minor| minor < MIN_MINOR) {
        let found = version.trim();
        return Err(Failure::MissingPrerequisite(format!(
            "please install Python 3.{MIN_MINOR} or later as python3; it is {found}"
        ))
        .into());
    }
    let packages = fs::read_to_string(requirements).context("failed to read the requirements of the fuzzer")?;
    let id = format!("schemathesis-{}", &sha256((version + &packages).as_bytes())[..12]);
    let directory = cache.directory().join(&id);
    let python = directory.join("bin/python");
    let _lock = cache.lock(&id)?;
    if !python.is_file() {
        let step = Progress::new().step("Fetching", "schemathesis and what it needs");
        // Under another name until it is complete, so an interrupted attempt is not mistaken for an environment.
        let attempt = cache.directory().join(format!("{id}.partial"));
        let _ = fs::remove_dir_all(&attempt);
        install(&host, requirements, &attempt)?;
        fs::rename(&attempt, &directory).context("failed to move schemathesis into the cache")?;
        step.done("Fetched", &id);
    }
    Ok(python)
}

/// Makes an environment and fills it. The machine's pip does it, so an environment needs no second one, which Debian has in a
/// separate package.
fn install(host: &Path, requirements: &Path, directory: &Path) -> Result<()> {
    process::capture(Command::new(host).args(["-m", "venv", "--without-pip"]).arg(directory))?;
    let mut pip = Command::new(host);
    pip.args(["-m", "pip", "--python"]).arg(directory.join("bin/python"));
    pip.args(["install", "--quiet", "--disable-pip-version-check", "--no-deps", "--only-binary", ":all:"]);
    pip.args(["--require-hashes", "--requirement"]).arg(requirements);
    process::capture(&mut pip).map(drop)
}

/// 11 of `Python 3.11.7`.
fn minor(version: &str) -> Option<u32> {
    version.trim().strip_prefix("Python 3.")?.split('.').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn version_of_python_is_read() {
        assert_eq!(minor("Python 3.11.7\n"), Some(11));
        assert_eq!(minor("Python 2.7.18"), None);
    }
}
