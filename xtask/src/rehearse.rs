//! `cargo xtask rehearse`: the rehearsal of cargo-polyrepo, on this checkout.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;
use cargo_polyrepo::checkout::Checkout;
use cargo_polyrepo::{interrupt, process};
use clap::Args;

/// `cargo xtask rehearse`
#[derive(Debug, Args)]
pub struct RehearseArgs {
    /// Keep the scratch directory, and print how to start its registry again
    #[arg(long)]
    pub keep: bool,
    /// The scratch directory, outside of the checkout; must be empty or not exist
    #[arg(long, value_name = "DIR")]
    pub dir: Option<PathBuf>,
}

/// Runs the integration test that plays releases.
///
/// # Errors
/// When it cannot be built.
pub fn run(checkout: &Checkout, args: &RehearseArgs) -> Result<ExitCode> {
    interrupt::install()?;
    let mut command = process::cargo(checkout, &checkout.folder("cargo-polyrepo"));
    command.args(["test", "--quiet", "--locked", "--test", "rehearsal", "--"]);
    if args.keep {
        command.arg("--keep");
    }
    if let Some(dir) = &args.dir {
        command.arg("--dir").arg(std::env::current_dir()?.join(dir));
    }
    Ok(ExitCode::from(process::status(&mut command)?))
}
