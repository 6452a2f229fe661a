//! `cargo polyrepo release`: from a change on the main branch to a release that every service can resolve.
//!
//! Two steps, because they fail in different ways. `cargo release` bumps, asks the gate, commits, tags and pushes: git has
//! the release, or nothing happened. `publish` starts from the tag and can be run again until it is through: the registry
//! and the archive have what git has.

mod api;
pub mod command;
mod gate;
mod judge;
mod level;
mod probe;
mod publish;
mod review;
mod start;
mod token;
mod unpushed;
mod worktree;
mod yank;

pub use api::SEMVER_CHECKS;
pub use gate::Gate;
pub use judge::{judgement, matrix_of};
pub use level::Level;
pub use probe::newest;
pub use start::CARGO_RELEASE;

/// The tag of a release. `release.toml` writes the same.
#[must_use]
pub fn tag(name: &str, version: &str) -> String {
    format!("{name}-v{version}")
}
