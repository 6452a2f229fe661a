//! Programs that cargo can build and that a command needs: built once, at one version, into a cache that `cargo clean` keeps.

mod cache;
mod counter;
mod installed;

pub use cache::Cache;
pub use installed::Tool;
