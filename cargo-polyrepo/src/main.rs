//! `cargo polyrepo`: parses, dispatches, and turns a failure into one line and an exit code.

use std::env;
use std::process::ExitCode;

use cargo_polyrepo::{cli, failure};

fn main() -> ExitCode {
    match cli::parse(env::args_os()).run() {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error:#}");
            failure::exit_code(&error)
        }
    }
}
