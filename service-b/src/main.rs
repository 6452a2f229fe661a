//! The `service-b` binary.

use std::process::ExitCode;

fn main() -> ExitCode {
    service_b::service().run()
}
