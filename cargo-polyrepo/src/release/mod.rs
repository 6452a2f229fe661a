//! `cargo xtask release`: from a change on the main branch to a release that everybody can resolve.
//!
//! Two steps, because they fail in different ways. `cargo release` bumps, asks the gate, commits,
//! tags and pushes: git has the release, or nothing happened. `publish` starts from the tag and can
//! be run again until it is through: the registry and the archive have what git has.

mod accord;
pub mod command;
mod gate;
mod git;
mod judge;
mod level;
mod probe;
mod publish;
mod review;
mod search_path;
mod start;
mod token;
mod unpushed;
mod yank;

use std::path::PathBuf;

use crate::checkout::Checkout;

pub use accord::{SEMVER_CHECKS, accord, judgement, matrix_of};
pub use gate::Gate;
pub use git::git;
pub use level::Level;
pub use probe::newest;
pub use review::review;
pub use start::CARGO_RELEASE;

/// The crate that a release is of when none is named.
pub const LIBRARY: &str = "shared-models";

/// The tag of a release. `release.toml` writes the same.
#[must_use]
pub fn tag(name: &str, version: &str) -> String {
    format!("{name}-v{version}")
}

/// The folder that was named; in a repository of one crate (see [`crate::split`]) it is the root.
#[must_use]
pub fn folder<'a>(checkout: &Checkout, named: &'a str) -> &'a str {
    if checkout.is_alone() { "." } else { named.trim_end_matches('/') }
}

/// The archive of releases; a repository of one crate has none.
fn archive(checkout: &Checkout) -> Option<PathBuf> {
    (!checkout.is_alone()).then(|| checkout.folder("registry-config/releases"))
}
