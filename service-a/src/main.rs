//! The `service-a` binary: see the library for everything.

use std::process::ExitCode;

fn main() -> ExitCode {
    service_a::cli::run()
}
