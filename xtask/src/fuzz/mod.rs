//! `cargo xtask fuzz`: requests made from the OpenAPI documents of both services, and answers held to them.
//!
//! `fuzz/` beside the sources has what the fuzzer reads: its version, its settings, and the checks that are ours.

mod args;
mod known;
mod run;
mod schemathesis;
mod venue;

pub use args::FuzzArgs;
pub use run::run;
