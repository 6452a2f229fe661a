//! Where cargo looks for its subcommands.

use std::env;
use std::ffi::OsString;
use std::path::Path;

use anyhow::{Context as _, Result};

/// The search path with the folder of a program in front.
pub(super) fn with(program: &Path) -> Result<OsString> {
    let path = env::var_os("PATH").unwrap_or_default();
    let folder = program.parent().map(Path::to_path_buf).into_iter();
    env::join_paths(folder.chain(env::split_paths(&path))).context("PATH cannot be extended")
}
