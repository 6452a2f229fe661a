//! The command line: where documents come from, and where judgements go.

mod api;
mod args;
mod ask;
mod baseline;
mod batch;
mod cargo;
mod changelog;
mod check;
mod deploy;
mod explain;
mod failure;
mod git;
mod history;
mod live;
mod matrix;
mod output;
mod package;
mod release;
mod releases;
mod run;
mod service;
mod snapshot;
mod snapshot_diff;
mod subschema;

pub use run::main;
