//! Asking `cargo accord`.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, bail};

use super::level::Level;
use crate::checkout::Checkout;
use crate::process;

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
            let program = process::find(&["cargo-accord"])
                .context("cargo-accord is not installed: cargo install cargo-accord --registry kellnr --locked")?;
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

    /// The step that the change in a crate takes, at least.
    pub(super) fn required(&self, folder: &Path) -> Result<Level> {
        Level::parse(&process::capture(self.command(folder).arg("bump"))?)
    }

    pub(super) fn command(&self, folder: &Path) -> Command {
        let mut command = Command::new(&self.program);
        command.current_dir(folder);
        command
    }
}
