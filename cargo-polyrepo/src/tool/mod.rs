//! Programs that a task needs and that cargo can build: built once, at one version, into a cache
//! that `cargo clean` does not empty.

mod cache;
mod counter;
mod installed;

pub use cache::Cache;
pub use installed::Tool;
