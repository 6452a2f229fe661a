//! `cargo xtask fuzz`: requests made from the OpenAPI documents of both services, and answers held to them.
//!
//! `fuzz/` beside `src/` has what the fuzzer reads: its packages, settings, hooks, and the false alarms.

mod args;
mod known;
mod run;
mod schemathesis;
mod venue;

pub use args::FuzzArgs;
pub use run::run;
pub use schemathesis::Fuzzer;
