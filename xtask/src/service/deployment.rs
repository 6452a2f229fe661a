//! A service with its configuration, and the process that serves it.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};

use super::identity::Service;
use cargo_polyrepo::database::Account;
use cargo_polyrepo::http::Client;
use cargo_polyrepo::{interrupt, process};

/// For a start until the service is ready.
const TIMEOUT: Duration = Duration::from_secs(30);

/// Between two questions whether a service is ready.
const POLL_INTERVAL: Duration = Duration::from_millis(2);

/// Lines of the log in an error.
const LOG_TAIL: usize = 3;

/// A service's binary and its configuration.
#[derive(Debug, Clone)]
pub struct Deployment {
    pub service: Service,
    pub binary: PathBuf,
    /// With account and password.
    pub database_url: String,
    /// On loopback.
    pub port: u16,
    /// The loopback port of the other service.
    pub peer: u16,
}

impl Deployment {
    /// Both services, each with its binary, its database and its port; each calls the other.
    #[must_use]
    pub fn pair(binaries: &[PathBuf; 2], accounts: &[Account; 2], ports: [u16; 2]) -> [Self; 2] {
        [0, 1].map(|index| Self {
            service: Service::ALL[index],
            binary: binaries[index].clone(),
            database_url: accounts[index].url.clone(),
            port: ports[index],
            peer: ports[1 - index],
        })
    }

    /// A subcommand, configured.
    #[must_use]
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(&self.binary);
        command
            .args(arguments)
            .env("DATABASE_URL", &self.database_url)
            .env("BIND_ADDRESS", "127.0.0.1")
            .env("PORT", self.port.to_string())
            .env(self.service.peer_variable, format!("http://127.0.0.1:{}", self.peer));
        command
    }

    /// Runs a subcommand to its end; returns its standard output.
    ///
    /// # Errors
    /// When it fails; the message carries its last line.
    pub fn run(&self, arguments: &[&str]) -> Result<String> {
        process::capture(&mut self.command(arguments))
    }

    /// Serves, and waits until it is ready.
    ///
    /// # Errors
    /// When it ends or is not ready in time; the message carries its last line.
    pub fn serve(&self, log: &Path) -> Result<Instance> {
        let started = Instant::now();
        let server = process::Server::start(&mut self.command(&["serve"]), log)?;
        let mut instance = Instance { server, client: Client::new(self.port), ready_after: Duration::ZERO };
        instance.wait_until_ready().with_context(|| format!("{} did not start", self.service.folder))?;
        instance.ready_after = started.elapsed();
        Ok(instance)
    }
}

/// A running service; stopped when dropped.
#[derive(Debug)]
pub struct Instance {
    server: process::Server,
    client: Client,
    /// From the start of the process until it was ready.
    pub ready_after: Duration,
}

impl Instance {
    #[must_use]
    pub fn client(&self) -> Client {
        self.client.clone()
    }

    pub fn server(&mut self) -> &mut process::Server {
        &mut self.server
    }

    fn wait_until_ready(&mut self) -> Result<()> {
        let deadline = Instant::now() + TIMEOUT;
        loop {
            if let Some(status) = self.server.ended()? {
                bail!("it ended ({status}): {}", log_tail(&self.server.log()));
            }
            if self.client.get("/health/ready").is_ok_and(|response| response.status == 200) {
                return Ok(());
            }
            interrupt::check()?;
            if Instant::now() > deadline {
                bail!("it was not ready within {TIMEOUT:?}");
            }
            thread::sleep(POLL_INTERVAL);
        }
    }
}

/// The last lines of a log, in one line.
fn log_tail(log: &str) -> String {
    let lines: Vec<&str> = log.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    lines[lines.len().saturating_sub(LOG_TAIL)..].join(" / ")
}
