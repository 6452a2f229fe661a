//! `cargo xtask accord`: the judge of this commit, with the tools it calls.

use std::process::ExitCode;

use anyhow::Result;

use super::judge::Judge;
use super::search_path::with;
use crate::checkout::Checkout;
use crate::prerequisites::Prerequisite;
use crate::services::folders;
use crate::tool::{Cache, Tool};
use crate::{interrupt, process};

/// What judges the Rust API. Later versions drop the format that this compiler writes.
pub const SEMVER_CHECKS: Tool = Tool {
    name: "cargo-semver-checks",
    version: "0.51.0",
    arguments: &[],
    environment: &[],
    needs: &[Prerequisite::Linker],
};

/// Runs `cargo accord` with these arguments; passes its exit code. `matrix` alone is about every service there is.
///
/// # Errors
/// When it cannot be built.
pub fn accord(checkout: &Checkout, arguments: &[String]) -> Result<ExitCode> {
    interrupt::install()?;
    let judge = Judge::ensure(checkout)?;
    let mut command = judge.command(&std::env::current_dir()?);
    command.args(arguments);
    if arguments == ["matrix"] {
        command.current_dir(checkout.root()).args(matrix_of(checkout)?);
    }
    if arguments.iter().any(|argument| argument == "--api") {
        command.env("PATH", with(&SEMVER_CHECKS.ensure(&Cache::of_user()?)?)?);
    }
    Ok(ExitCode::from(process::status(&mut command)?))
}

/// What names every service of the checkout to `cargo accord matrix`.
///
/// # Errors
/// When the checkout cannot be read.
pub fn matrix_of(checkout: &Checkout) -> Result<Vec<String>> {
    Ok(folders(checkout)?.into_iter().flat_map(|folder| ["--service".to_owned(), folder]).collect())
}

/// What `cargo accord` says to a question; a no is an answer too.
///
/// # Errors
/// When it cannot answer.
pub fn judgement(checkout: &Checkout, folder: &std::path::Path, arguments: &[&str]) -> Result<String> {
    let output = Judge::ensure(checkout)?.command(folder).args(arguments).output()?;
    match output.status.code() {
        Some(0 | 1) => Ok(String::from_utf8_lossy(&output.stdout).into_owned()),
        _ => anyhow::bail!("cargo accord {}: {}", arguments.join(" "), String::from_utf8_lossy(&output.stderr).trim()),
    }
}
