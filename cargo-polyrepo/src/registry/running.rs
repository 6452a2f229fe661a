//! A registry that is up: found by its pid file, or launched.

use std::fs::{self, File};
use std::os::unix::process::CommandExt as _;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};

use super::place::Place;
use super::program::Program;
use crate::http::Client;
use crate::{interrupt, port, process};

/// How long it may take to come up. The program needs a tenth of a second; Docker may have to fetch
/// the image first.
const PATIENCE: Duration = Duration::from_secs(300);

/// A registry that answers.
#[derive(Debug)]
pub struct Running {
    /// Its loopback port.
    pub port: u16,
    id: u32,
}

impl Running {
    /// The registry of this place, if it is up.
    #[must_use]
    pub fn find(place: &Place) -> Option<Self> {
        let number = |name| fs::read_to_string(place.file(name)).ok()?.trim().parse::<u32>().ok();
        let id = number("server.pid")?;
        let port = u16::try_from(number("port")?).ok()?;
        (serves(id, place) && answers(port)).then_some(Self { port, id })
    }

    /// Launches the registry of this place. It goes on after this task.
    ///
    /// # Errors
    /// When the port is taken, or it does not come up.
    pub fn launch(place: &Place, program: &Program, port: u16) -> Result<Self> {
        if !port::is_free(port) {
            bail!("port {port} is taken by another program, and the lock files name it; end that program first");
        }
        fs::create_dir_all(place.data())?;
        let log = place.file("server.log");
        let file = File::create(&log).with_context(|| format!("failed to create {}", log.display()))?;
        let mut child = program
            .serve(place, port)?
            .stdin(Stdio::null())
            .stdout(file.try_clone()?)
            .stderr(file)
            .process_group(0)
            .spawn()
            .context("failed to start the registry")?;
        fs::write(place.file("port"), port.to_string())?;
        fs::write(place.file("server.pid"), child.id().to_string())?;
        let deadline = Instant::now() + PATIENCE;
        while !answers(port) {
            let ended = child.try_wait()?;
            if ended.is_some() || Instant::now() > deadline || interrupt::requested() {
                process::end(child.id());
                interrupt::check()?;
                bail!("the registry did not come up; its log is {}", log.display());
            }
            thread::sleep(Duration::from_millis(5));
        }
        Ok(Self { port, id: child.id() })
    }

    /// Its process id.
    #[must_use]
    pub fn id(&self) -> u32 {
        self.id
    }

    /// Ends it in order.
    pub fn stop(&self) {
        process::end(self.id);
    }

    /// Ends it at once, as a crash would.
    pub fn kill(&self) {
        process::kill_now(self.id);
    }
}

/// Whether that process is this place's registry and not a later bearer of its id.
fn serves(id: u32, place: &Place) -> bool {
    let command_line = fs::read(format!("/proc/{id}/cmdline")).ok().or_else(|| {
        let output = Command::new("ps").args(["-ww", "-o", "args=", "-p", &id.to_string()]).output().ok()?;
        Some(output.stdout)
    });
    let wanted = place.data().to_string_lossy().into_owned();
    command_line.is_some_and(|bytes| String::from_utf8_lossy(&bytes).contains(&wanted))
}

/// Whether a registry answers there.
fn answers(port: u16) -> bool {
    Client::new(port).get("/api/v1/health").is_ok_and(|response| response.status == 200 && response.body == b"OK")
}
