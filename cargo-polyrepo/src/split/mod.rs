//! `cargo polyrepo split`: each folder as a repository, with its history and all that it needs to stand alone.
//!
//! A repository gets the registry's address, the workflows that concern its folder, and the policy for dependencies. Its
//! tools (`cargo polyrepo`, `cargo accord`) are installed from the registry. The last commit is split; the work tree does not
//! matter.

mod alone;
mod history;
mod install;
mod test;
mod workflow;

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context as _, Result, bail};
use clap::Args;

use crate::checkout::Checkout;
use crate::package::Package;
use crate::progress::Progress;
use crate::{interrupt, services};

pub use test::test;
pub use workflow::workflows;

/// `cargo polyrepo split`
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
    if checkout.is_alone() {
        bail!("this repository was split out already");
    }
    let out = std::env::current_dir()?.join(&args.out);
    fs::create_dir_all(&out).with_context(|| format!("failed to create {}", out.display()))?;
    if fs::read_dir(&out)?.next().is_some() {
        bail!("{} is not empty", out.display());
    }
    let out = fs::canonicalize(out)?;
    let progress = Progress::new();
    for folder in folders(checkout)? {
        interrupt::check()?;
        let repository = out.join(&folder);
        if !history::has(checkout.root(), &folder) {
            continue;
        }
        let step = progress.step("Splitting", &folder);
        history::split(checkout, &folder, &repository)?;
        alone::stand(checkout, &folder, &repository)?;
        step.done("Split", &folder);
    }
    println!("{}", out.display());
    Ok(ExitCode::SUCCESS)
}

/// The folders that become repositories: the packages that are released, a workspace as one; the registry's settings; the services.
///
/// # Errors
/// When the checkout cannot be read.
pub fn folders(checkout: &Checkout) -> Result<BTreeSet<String>> {
    let mut folders: BTreeSet<String> = services::folders(checkout)?.into_iter().collect();
    folders.insert("registry-config".to_owned());
    for package in Package::released(checkout)? {
        folders.extend(package.place(checkout).split('/').next().map(str::to_owned));
    }
    Ok(folders)
}
