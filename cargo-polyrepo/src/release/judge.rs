//! Asking `cargo accord`.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, bail};

use super::level::Level;
use super::token;
use crate::address;
use crate::checkout::Checkout;
use crate::package::Package;
use crate::process;
use crate::services::folders;
use crate::tool::Cache;

/// `cargo accord`: built from this checkout where it is a part, so that rule and change are of one commit; else the
/// installed one.
#[derive(Debug)]
pub(super) struct Judge {
    program: PathBuf,
}

impl Judge {
    pub(super) fn ensure(checkout: &Checkout) -> Result<Self> {
        let Some(own) = Package::released(checkout)?.into_iter().find(|package| package.name == "cargo-accord") else {
            let program = process::find(&["cargo-accord"]).map_or_else(|| install(checkout), Ok)?;
            return Ok(Self { program });
        };
        let mut build = process::cargo(checkout, &own.folder);
        process::run(build.args(["build", "--quiet", "--locked", "--bin", "cargo-accord"]))?;
        Ok(Self { program: checkout.target().join("debug/cargo-accord") })
    }

    /// Runs it in a package's folder; its output is not captured. Returns whether its answer is yes.
    pub(super) fn allows(&self, folder: &Path, arguments: &[&str]) -> Result<bool> {
        match process::status(self.command(folder).args(arguments))? {
            0 => Ok(true),
            1 => Ok(false),
            code => bail!("cargo accord {} could not judge (exit code {code})", arguments.join(" ")),
        }
    }

    /// Whether the version allows the change since the last release: of the contract in the crate,
    /// or of another one.
    pub(super) fn allows_change(&self, folder: &Path, last: Option<&str>, contract: Option<&Path>) -> Result<bool> {
        let mut arguments = vec!["check".to_owned()];
        if let Some(contract) = contract {
            arguments.extend(["--new".to_owned(), contract.to_string_lossy().into_owned()]);
        }
        arguments.extend(predecessor(last));
        self.allows(folder, &arguments.iter().map(String::as_str).collect::<Vec<_>>())
    }

    /// The step that the change since the last release takes, at least.
    pub(super) fn required(&self, folder: &Path, last: Option<&str>) -> Result<Level> {
        Level::parse(&process::capture(self.command(folder).arg("bump").args(predecessor(last)))?)
    }

    pub(super) fn command(&self, folder: &Path) -> Command {
        let mut command = Command::new(&self.program);
        command.current_dir(folder);
        command
    }
}

/// Installs the newest release of `cargo accord` from the registry, for every repository of this user. Cargo does nothing
/// when that is installed already.
fn install(checkout: &Checkout) -> Result<PathBuf> {
    let cache = Cache::of_user()?;
    let _lock = cache.lock("cargo-accord")?;
    let root = cache.directory().join("cargo-accord");
    let mut cargo = process::cargo(checkout, checkout.root());
    cargo.args(["install", "cargo-accord", "--registry", "kellnr", "--locked", "--debug", "--root"]).arg(&root);
    // `cargo install` reads the user's configuration, and not that of the folder it is called in.
    cargo.env("CARGO_REGISTRIES_KELLNR_INDEX", address::index(checkout)?);
    token::provide(&mut cargo, checkout);
    process::run_logged(&mut cargo, &cache.directory().join("cargo-accord.log"), |_| {})
        .context("cargo-accord is not installed, and could not be installed from the registry")?;
    Ok(root.join("bin/cargo-accord"))
}

/// A release is compared with the one before it on its branch, which its tag names. The newest release of all, which
/// `cargo accord` takes without a tag, may be of a later major, or yanked.
fn predecessor(tag: Option<&str>) -> Vec<String> {
    tag.map(|tag| vec!["--baseline".to_owned(), format!("git:{tag}")]).unwrap_or_default()
}

/// The arguments that name every service of the checkout to `cargo accord matrix`.
///
/// # Errors
/// When the checkout cannot be read.
pub fn matrix_of(checkout: &Checkout) -> Result<Vec<String>> {
    Ok(folders(checkout)?.into_iter().flat_map(|folder| ["--service".to_owned(), folder]).collect())
}

/// What `cargo accord` answers to a question; a no is an answer too.
///
/// # Errors
/// When it cannot answer.
pub fn judgement(checkout: &Checkout, folder: &Path, arguments: &[&str]) -> Result<String> {
    let output = Judge::ensure(checkout)?.command(folder).args(arguments).output()?;
    match output.status.code() {
        Some(0 | 1) => Ok(String::from_utf8_lossy(&output.stdout).into_owned()),
        _ => bail!("cargo accord {}: {}", arguments.join(" "), String::from_utf8_lossy(&output.stderr).trim()),
    }
}
