//! Calling cargo from a program that cargo started.

use std::env;
use std::ffi::OsString;
use std::path::Path;
use std::process::Command;

use crate::checkout::Checkout;

/// The cargo that started this process, or the installed one.
#[must_use]
pub fn own_cargo() -> Command {
    Command::new(env::var_os("CARGO").unwrap_or_else(|| OsString::from("cargo")))
}

/// The cargo that started this process, to run in a folder of the checkout.
///
/// `cargo run` describes *its* package in variables; they must not reach another package's build. The target directory is
/// handed on in full, because a relative one would mean another directory in each folder.
#[must_use]
pub fn cargo(checkout: &Checkout, folder: &Path) -> Command {
    let mut command = own_cargo();
    command.current_dir(folder).env("CARGO_TARGET_DIR", checkout.target());
    for (name, _) in env::vars_os() {
        let own =
            name.to_str().is_some_and(|name| name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST_"));
        if own {
            command.env_remove(name);
        }
    }
    command
}
