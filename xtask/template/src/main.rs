//! The `{{project-name}}` binary: see the library for everything.

use std::process::ExitCode;

fn main() -> ExitCode {
    {{crate_name}}::cli::run()
}
