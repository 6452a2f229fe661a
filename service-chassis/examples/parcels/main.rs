//! A small service, whole: parcels can be added, read, listed and changed. The tests of the chassis run it.

mod parcels;

fn main() -> std::process::ExitCode {
    parcels::service::service().run()
}
