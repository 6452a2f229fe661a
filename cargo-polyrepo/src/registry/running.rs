//! A registry that is up: found by its files, or launched.

use std::fs;
use std::time::Duration;

use anyhow::{Result, bail};

use super::place::Place;
use super::program::Program;
use crate::http::Client;
use crate::port;
use crate::process::{Background, Service};

/// How long it may take to come up. The program needs a tenth of a second; Docker may have to fetch the image first.
const TIMEOUT: Duration = Duration::from_secs(300);

/// The registry of this place, if it is up.
#[must_use]
pub fn find(place: &Place) -> Option<Background> {
    service(place).find()
}

/// Launches the registry of this place. It goes on after this process.
///
/// # Errors
/// When the port is taken, or it does not come up.
pub fn launch(place: &Place, program: &Program, port: u16) -> Result<Background> {
    if !port::is_free(port) {
        bail!("port {port} is taken by another program, and the lock files name it; end that program first");
    }
    fs::create_dir_all(place.data())?;
    service(place).launch(&mut program.serve(place, port)?, port, TIMEOUT)
}

fn service(place: &Place) -> Service<'_> {
    let mark = place.data().to_string_lossy().into_owned();
    Service { name: "the registry", directory: &place.directory, mark, answers }
}

fn answers(port: u16) -> bool {
    Client::new(port).get("/api/v1/health").is_ok_and(|response| response.status == 200 && response.body == b"OK")
}
