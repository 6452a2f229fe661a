//! Asking `cargo accord`.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, bail};

use super::level::Level;
use super::token;
use crate::checkout::Checkout;
use crate::process;
use crate::registry;
use crate::tool::Cache;

/// The judge: built from this checkout where it is part of it, so that rule and change are of one
/// commit; else the installed one.
#[derive(Debug)]
pub(super) struct Judge {
    program: PathBuf,
}

impl Judge {
    pub(super) fn ensure(checkout: &Checkout) -> Result<Self> {
        let folder = checkout.folder("cargo-accord");
        if !folder.join("Cargo.toml").is_file() {
            let program = process::find(&["cargo-accord"]).map_or_else(|| install(checkout), Ok)?;
            return Ok(Self { program });
        }
        let mut build = process::cargo(checkout, &folder);
        process::run(build.args(["build", "--quiet", "--locked", "--bin", "cargo-accord"]))?;
        Ok(Self { program: checkout.target().join("debug/cargo-accord") })
    }

    /// Runs it in a crate; what it says goes through to whoever reads. Returns whether it said yes.
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

/// Installs the newest release of the judge from the registry, for every repository of this user; at
/// once when it is there already.
fn install(checkout: &Checkout) -> Result<PathBuf> {
    let cache = Cache::of_user()?;
    let _lock = cache.lock("cargo-accord")?;
    let root = cache.directory().join("cargo-accord");
    let mut cargo = process::cargo(checkout, checkout.root());
    cargo.args(["install", "cargo-accord", "--registry", "kellnr", "--locked", "--debug", "--root"]).arg(&root);
    // `cargo install` reads the user's configuration, and not that of the folder it is called in.
    cargo.env("CARGO_REGISTRIES_KELLNR_INDEX", registry::index(checkout)?);
    token::provide(&mut cargo, checkout);
    process::run_logged(&mut cargo, &cache.directory().join("cargo-accord.log"), |_| {})
        .context("cargo-accord is not installed, and could not be installed from the registry")?;
    Ok(root.join("bin/cargo-accord"))
}

/// What a release is compared with: the one before it on its branch, which its tag names. The newest
/// release of all, which is what the judge takes without a tag, may be of a later major, or yanked.
fn predecessor(tag: Option<&str>) -> Vec<String> {
    tag.map(|tag| vec!["--baseline".to_owned(), format!("git:{tag}")]).unwrap_or_default()
}
