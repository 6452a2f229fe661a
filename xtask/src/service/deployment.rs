//! One service with everything it has to be told, and the process that serves it.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};

use super::Service;
use cargo_polyrepo::http::Client;
use cargo_polyrepo::{interrupt, process};

/// How long a service may take to be ready.
const PATIENCE: Duration = Duration::from_secs(30);

/// How many lines of a log go into an error.
const LAST_WORDS: usize = 3;

/// A service's binary and its configuration.
#[derive(Debug, Clone)]
pub struct Deployment {
    /// Which service.
    pub service: Service,
    /// Its binary.
    pub binary: PathBuf,
    /// Its database, with the account it may use.
    pub database_url: String,
    /// The loopback port it listens on.
    pub port: u16,
    /// The loopback port of the other service.
    pub peer: u16,
}

impl Deployment {
    /// One of its subcommands, configured.
    #[must_use]
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(&self.binary);
        command
            .args(arguments)
            .env("DATABASE_URL", &self.database_url)
            .env("BIND_ADDRESS", "127.0.0.1")
            .env("PORT", self.port.to_string())
            .env(self.service.peer_variable(), format!("http://127.0.0.1:{}", self.peer));
        command
    }

    /// Runs one of its subcommands to the end; returns what it printed.
    ///
    /// # Errors
    /// When it fails; the message carries its last line.
    pub fn run(&self, arguments: &[&str]) -> Result<String> {
        process::capture(&mut self.command(arguments))
    }

    /// Serves, and waits until it says that it is ready.
    ///
    /// # Errors
    /// When it ends or is not ready in time; the message carries its last line.
    pub fn serve(&self, log: &Path) -> Result<Instance> {
        let started = Instant::now();
        let server = process::Server::start(&mut self.command(&["serve"]), log)?;
        let mut instance = Instance { server, client: Client::new(self.port), ready_after: Duration::ZERO };
        instance.wait_until_ready().with_context(|| format!("{} did not start", self.service.folder()))?;
        instance.ready_after = started.elapsed();
        Ok(instance)
    }
}

/// A serving service; ended when dropped.
#[derive(Debug)]
pub struct Instance {
    server: process::Server,
    client: Client,
    /// How long it took from its start until it said that it was ready.
    pub ready_after: Duration,
}

impl Instance {
    /// Talks to it.
    #[must_use]
    pub fn client(&self) -> Client {
        self.client
    }

    /// Its process.
    pub fn server(&mut self) -> &mut process::Server {
        &mut self.server
    }

    fn wait_until_ready(&mut self) -> Result<()> {
        let deadline = Instant::now() + PATIENCE;
        loop {
            if let Some(status) = self.server.ended()? {
                bail!("it ended ({status}): {}", last_words(&self.server.log()));
            }
            if self.client.get("/health/ready").is_ok_and(|response| response.status == 200) {
                return Ok(());
            }
            interrupt::check()?;
            if Instant::now() > deadline {
                bail!("it was not ready within {PATIENCE:?}");
            }
            thread::sleep(Duration::from_millis(2));
        }
    }
}

/// The end of a log, in one line: what a service says before it gives up.
fn last_words(log: &str) -> String {
    let lines: Vec<&str> = log.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    lines[lines.len().saturating_sub(LAST_WORDS)..].join(" / ")
}
