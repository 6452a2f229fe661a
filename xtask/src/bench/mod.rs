//! `cargo xtask bench`: the release build, measured and printed as a table.

use std::process::ExitCode;

use anyhow::{Result, bail};

use crate::checkout::Checkout;
use crate::cli::BenchArgs;

/// Measures.
///
/// # Errors
/// When a service cannot be built or run.
pub fn run(_checkout: &Checkout, _args: &BenchArgs) -> Result<ExitCode> {
    bail!("not yet")
}
