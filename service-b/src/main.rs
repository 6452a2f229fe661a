//! The `service-b` binary: see the library for everything.

use std::process::ExitCode;

fn main() -> ExitCode {
    service_b::cli::run()
}
