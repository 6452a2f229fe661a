//! The `{{project-name}}` binary.

use std::process::ExitCode;

fn main() -> ExitCode {
    {{crate_name}}::service().run()
}
