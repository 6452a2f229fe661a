//! `cargo xtask`: parses, dispatches, and turns a failure into one line and an exit code.

use std::process::ExitCode;

use cargo_polyrepo::failure;
use clap::Parser as _;
use xtask::cli::Cli;

fn main() -> ExitCode {
    match Cli::parse().run() {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error:#}");
            failure::exit_code(&error)
        }
    }
}
