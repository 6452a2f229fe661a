//! The fuzzer, schemathesis: from the wheels that its authors publish, in a virtual environment of the cache.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result};
use serde_json::Value;

use super::args::FuzzArgs;
use cargo_polyrepo::checkout::Checkout;
use cargo_polyrepo::digest::sha256;
use cargo_polyrepo::prerequisites::{self, Prerequisite};
use cargo_polyrepo::process;
use cargo_polyrepo::progress::Progress;
use cargo_polyrepo::tool::Cache;

/// Every package, each with its version and the digests of its files.
const REQUIREMENTS: &str = "requirements.txt";

/// Schemathesis with the settings of this checkout.
#[derive(Debug)]
pub(super) struct Fuzzer {
    python: PathBuf,
    folder: PathBuf,
    scratch: PathBuf,
}

impl Fuzzer {
    /// Installs it the first time.
    ///
    /// # Errors
    /// When Python or its installer is missing and cannot be installed, or a package cannot be downloaded or has another
    /// digest.
    pub fn of(checkout: &Checkout) -> Result<Self> {
        let folder = checkout.folder("xtask/fuzz");
        let python = python(&Cache::of_user()?, &folder)?;
        Ok(Self { python, folder, scratch: checkout.target().join("xtask") })
    }

    /// A run against the service on that port.
    pub fn command(&self, port: u16, known: &Value, args: &FuzzArgs) -> Command {
        let mut command = Command::new(&self.python);
        // Without compiled files beside the checks; files of a run are not left in the checkout.
        command.current_dir(&self.scratch).args(["-B", "-m", "schemathesis.cli", "--config-file"]);
        command.arg(self.folder.join("schemathesis.toml")).arg("run");
        command.arg(format!("http://127.0.0.1:{port}/openapi.json"));
        command.args(["--max-time", &args.seconds.to_string(), "--seed", &args.seed.to_string()]);
        command.env("SCHEMATHESIS_HOOKS", self.folder.join("hooks.py"));
        command.env("KNOWN_IDS", known.to_string());
        // The order of a set must not differ from run to run; a proxy is not asked about this machine.
        command.env("PYTHONHASHSEED", "0").env("NO_PROXY", "127.0.0.1");
        command
    }
}

/// Python in an environment that has the fuzzer; makes it the first time.
fn python(cache: &Cache, folder: &Path) -> Result<PathBuf> {
    prerequisites::ensure(&[Prerequisite::Pip])?;
    let host = process::find(&["python3"]).context("python3 is not installed")?;
    let requirements = folder.join(REQUIREMENTS);
    let id = id(&host, &requirements)?;
    let directory = cache.directory().join(&id);
    let python = directory.join("bin/python");
    let _lock = cache.lock(&id)?;
    if python.is_file() {
        return Ok(python);
    }
    let step = Progress::new().step("Fetching", "schemathesis and what it needs");
    // Under another name until it is complete, so an interrupted attempt is not mistaken for an environment.
    let attempt = cache.directory().join(format!("{id}.partial"));
    let _ = fs::remove_dir_all(&attempt);
    // The machine's pip installs into it, so Debian's package with a second pip is not needed.
    process::capture(Command::new(&host).args(["-m", "venv", "--without-pip"]).arg(&attempt))?;
    let mut pip = Command::new(&host);
    pip.args(["-m", "pip", "--python"]).arg(attempt.join("bin/python"));
    pip.args(["install", "--quiet", "--disable-pip-version-check", "--no-deps", "--only-binary", ":all:"]);
    pip.args(["--require-hashes", "--requirement"]).arg(&requirements);
    process::capture(&mut pip)?;
    fs::rename(&attempt, &directory).context("failed to move schemathesis into the cache")?;
    step.done("Fetched", &id);
    Ok(python)
}

/// Other requirements, or another Python, are another environment.
fn id(host: &Path, requirements: &Path) -> Result<String> {
    let version = process::capture(Command::new(host).arg("--version"))?;
    let requirements = fs::read_to_string(requirements).context("failed to read the requirements of the fuzzer")?;
    Ok(format!("schemathesis-{}", &sha256((version + &requirements).as_bytes())[..12]))
}
