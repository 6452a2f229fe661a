//! Installing with Homebrew.

use std::process::Command;

use anyhow::{Context as _, Result};

use super::Prerequisite;
use crate::failure::Failure::MissingPrerequisite;
use crate::process;

/// Installs the formulae that hold these.
pub(super) fn install(missing: &[Prerequisite]) -> Result<Vec<String>> {
    if missing.contains(&Prerequisite::Linker) {
        // Opens a window with a question, so it is not started from here.
        return Err(MissingPrerequisite("please install the C linker: xcode-select --install".to_owned()).into());
    }
    let mut formulae: Vec<&str> = missing
        .iter()
        .map(|prerequisite| match prerequisite {
            Prerequisite::Linker | Prerequisite::PkgConfig => "pkgconf",
            Prerequisite::ClientLibrary => "mariadb-connector-c",
            Prerequisite::OpenSsl => "openssl@3",
            Prerequisite::Pip => "python3",
            Prerequisite::Server | Prerequisite::Shell => "mariadb",
        })
        .collect();
    formulae.dedup();
    let mut command = Command::new("brew");
    command.arg("install").args(&formulae);
    process::run(&mut command).context("failed to install formulae")?;
    Ok(formulae.into_iter().map(str::to_owned).collect())
}
