//! A server that goes on after the process that started it. Files beside its data name its process and its port, so that the
//! next process finds it.

use std::fs;
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};

use super::directory::Directory;
use super::server::{end, kill_now, spawn_logged};
use crate::interrupt;

/// The file with the process id.
const ID: &str = "server.pid";

/// The file with the port. It stays when the server has ended.
const PORT: &str = "port";

/// How often a server that starts is asked whether it is up.
const POLL_INTERVAL: Duration = Duration::from_millis(5);

/// What is known about a server before it runs.
#[derive(Debug, Clone)]
pub struct Service<'a> {
    /// For messages: "the registry".
    pub name: &'a str,
    /// Where its files are.
    pub directory: &'a Directory,
    /// Words of its command line that no other process has: the process id may belong to another one by now.
    pub mark: String,
    /// Whether it answers on that port.
    pub answers: fn(u16) -> bool,
}

/// A server that answers.
#[derive(Debug)]
pub struct Background {
    /// Its loopback port.
    pub port: u16,
    id: u32,
}

impl Service<'_> {
    /// The port that it had last, also when it does not run.
    #[must_use]
    pub fn last_port(&self) -> Option<u16> {
        u16::try_from(self.number(PORT)?).ok()
    }

    /// The server, if it is up.
    #[must_use]
    pub fn find(&self) -> Option<Background> {
        let (id, port) = (self.number(ID)?, self.last_port()?);
        (is_marked(id, &self.mark) && (self.answers)(port)).then_some(Background { port, id })
    }

    /// Starts the command that serves that port, and waits until it answers.
    ///
    /// # Errors
    /// When it does not come up in time.
    pub fn launch(&self, command: &mut Command, port: u16, timeout: Duration) -> Result<Background> {
        let log = self.directory.file("server.log");
        fs::write(self.directory.file(PORT), port.to_string())?;
        let mut child = spawn_logged(command, &log).with_context(|| format!("failed to start {}", self.name))?;
        fs::write(self.directory.file(ID), child.id().to_string())?;
        let deadline = Instant::now() + timeout;
        while !(self.answers)(port) {
            let ended = child.try_wait()?;
            if ended.is_some() || Instant::now() > deadline || interrupt::requested() {
                end(child.id());
                interrupt::check()?;
                bail!("{} did not come up; its log is {}", self.name, log.display());
            }
            thread::sleep(POLL_INTERVAL);
        }
        Ok(Background { port, id: child.id() })
    }

    fn number(&self, file: &str) -> Option<u32> {
        fs::read_to_string(self.directory.file(file)).ok()?.trim().parse().ok()
    }
}

impl Background {
    /// Its process id.
    #[must_use]
    pub fn id(&self) -> u32 {
        self.id
    }

    /// Ends it in order.
    pub fn stop(&self) {
        end(self.id);
    }

    /// Ends it at once, as a crash would.
    pub fn kill(&self) {
        kill_now(self.id);
    }
}

fn is_marked(id: u32, mark: &str) -> bool {
    let command_line = fs::read(format!("/proc/{id}/cmdline")).ok().or_else(|| {
        let output = Command::new("ps").args(["-ww", "-o", "args=", "-p", &id.to_string()]).output().ok()?;
        Some(output.stdout)
    });
    command_line.is_some_and(|bytes| String::from_utf8_lossy(&bytes).contains(mark))
}
