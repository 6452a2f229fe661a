//! `cargo xtask split`: each folder as a repository of its own, with its history and all that it
//! needs to stand alone.
//!
//! What comes along: the registry's address, the tasks (`xtask/`, without their own tests), the
//! workflows that concern the folder, and the policy for dependencies. What is committed is split;
//! the work tree does not matter.

mod alone;
mod history;
mod release_config;
mod tasks;
mod test;
mod workflow;

use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context as _, Result, bail};
use clap::Args;

use crate::checkout::Checkout;
use crate::progress::Progress;
use crate::{interrupt, services};

pub use test::test;

/// The folders that become repositories, beside the services.
const FOLDERS: [&str; 3] = ["shared-models", "cargo-accord", "registry-config"];

/// `cargo xtask split`
#[derive(Debug, Args)]
pub struct SplitArgs {
    /// Where to write the repositories; must not exist, or be empty
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
}

/// Splits.
///
/// # Errors
/// When the target is not empty, or git fails.
pub fn run(checkout: &Checkout, args: &SplitArgs) -> Result<ExitCode> {
    interrupt::install()?;
    let out = std::env::current_dir()?.join(&args.out);
    fs::create_dir_all(&out).with_context(|| format!("failed to create {}", out.display()))?;
    if fs::read_dir(&out)?.next().is_some() {
        bail!("{} is not empty", out.display());
    }
    let out = fs::canonicalize(out)?;
    let progress = Progress::new();
    for folder in FOLDERS.into_iter().map(str::to_owned).chain(services::folders(checkout)?) {
        interrupt::check()?;
        let repository = out.join(&folder);
        if !history::has(checkout.root(), &folder) {
            continue;
        }
        let step = progress.step("Splitting", &folder);
        history::split(checkout.root(), &folder, &repository)?;
        alone::stand(checkout, &folder, &repository)?;
        step.done("Split", &folder);
    }
    println!("{}", out.display());
    Ok(ExitCode::SUCCESS)
}
