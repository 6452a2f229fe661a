//! `cargo xtask bench`: the release build, measured and printed as a table.
//!
//! A benchmark, not a test: a slow service does not fail it. Load, services and database share the machine, so compare the
//! ratios within one run.

mod args;
mod bare;
pub mod connection;
mod figure;
mod load;
mod machine;
pub mod memory;
mod run;
mod scenario;
mod table;
mod venue;

pub use args::BenchArgs;
pub use run::run;
