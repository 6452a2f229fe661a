//! The command line. Exit codes: 0 done, 1 failed, 2 wrong configuration or usage.

mod args;
mod dead_letters;
mod events;
mod failure;
mod migrate;
mod run;
mod seed;

pub(crate) use run::run;
