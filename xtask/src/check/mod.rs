//! `cargo xtask test`: all checks, as one command for people and CI.

mod contract;
mod folder;
mod ledger;
mod new_service;
mod run;
mod step;
mod system;

pub use run::{TestArgs, run};
