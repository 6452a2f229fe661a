//! A server that goes on after the process that started it. Files beside its data name its process and its port, so that the
//! next process finds it.

use std::fs::{self, File};
use std::os::unix::process::CommandExt as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};

use super::server::{end, kill_now};
use crate::interrupt;

/// The file with the process id.
const ID: &str = "server.pid";

/// The file with the port. It stays when the server has ended.
const PORT: &str = "port";

/// How often a server that starts is asked whether it is up.
const POLL_INTERVAL: Duration = Duration::from_millis(5);

/// What is known about a server before it runs.
#[derive(Debug, Clone, Copy)]
pub struct Service<'a> {
    /// For messages: "the registry".
    pub name: &'a str,
    /// Where its files are.
    pub directory: &'a Path,
    /// Words of its command line that no other process has: the process id may belong to another one by now.
    pub mark: &'a str,
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
        (is_marked(id, self.mark) && (self.answers)(port)).then_some(Background { port, id })
    }

    /// Starts the command that serves that port, and waits until it answers.
    ///
    /// # Errors
    /// When it does not come up in time.
    pub fn launch(&self, command: &mut Command, port: u16, timeout: Duration) -> Result<Background> {
        let log = self.directory.join("server.log");
        let file = File::create(&log).with_context(|| format!("failed to create {}", log.display()))?;
        fs::write(self.directory.join(PORT), port.to_string())?;
        let mut child = command
            .stdin(Stdio::null())
            .stdout(file.try_clone()?)
            .stderr(file)
            // Ctrl-C on the terminal is not for it.
            .process_group(0)
            .spawn()
            .with_context(|| format!("failed to start {}", self.name))?;
        fs::write(self.directory.join(ID), child.id().to_string())?;
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
        fs::read_to_string(self.directory.join(file)).ok()?.trim().parse().ok()
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

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;

    fn directory() -> PathBuf {
        std::env::temp_dir().join(format!("polyrepo-background-{}", std::process::id()))
    }

    fn is_up(_: u16) -> bool {
        directory().join("up").exists()
    }

    #[test]
    fn server_is_found_by_its_files_until_it_ends() {
        let directory = directory();
        fs::create_dir_all(&directory).unwrap();
        let mark = directory.join("data").to_string_lossy().into_owned();
        let service = |answers| Service { name: "the server", directory: &directory, mark: &mark, answers };
        let mut command = Command::new("sh");
        // Waits for a writer that never comes.
        command.current_dir(&directory).args(["-c", "mkfifo \"$0\"; touch up; read line <\"$0\"", &mark]);
        let running = service(is_up).launch(&mut command, 8123, Duration::from_secs(9)).unwrap();
        let found = service(is_up).find().unwrap();
        assert_eq!((found.id(), found.port), (running.id(), 8123));
        assert!(service(|_| false).find().is_none(), "it does not answer");
        found.stop();
        assert!(service(|_| true).find().is_none(), "it has ended");
        assert_eq!(service(|_| true).last_port(), Some(8123));

        let mut command = Command::new("false");
        let error = service(|_| false).launch(&mut command, 8123, Duration::from_secs(9)).unwrap_err().to_string();
        assert!(error.starts_with("the server did not come up; its log is "), "{error}");
        fs::remove_dir_all(directory).unwrap();
    }
}
