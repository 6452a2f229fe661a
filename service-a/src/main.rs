//! The `service-a` binary. The library has everything, so that tests reach it.

use std::process::ExitCode;

fn main() -> ExitCode {
    service_a::service().run()
}
