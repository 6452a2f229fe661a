//! Ctrl-C, SIGTERM and SIGHUP set a flag; code that waits checks it and unwinds.
//!
//! Ending by unwinding is what ends the children: each server is ended by its `Drop`.

use std::sync::atomic::{AtomicBool, Ordering};

use anyhow::{Context as _, Result};

use crate::failure::Failure;

static REQUESTED: AtomicBool = AtomicBool::new(false);

/// Installs the handler; once per process.
///
/// # Errors
/// When the operating system refuses the handler.
pub fn install() -> Result<()> {
    ctrlc::set_handler(|| REQUESTED.store(true, Ordering::SeqCst)).context("failed to install the Ctrl-C handler")
}

/// Whether the user interrupted.
#[must_use]
pub fn requested() -> bool {
    REQUESTED.load(Ordering::SeqCst)
}

/// The error to unwind with, once the user interrupted.
///
/// # Errors
/// [`Failure::Interrupted`] then.
pub fn check() -> Result<()> {
    if requested() {
        return Err(Failure::Interrupted.into());
    }
    Ok(())
}
