//! A program that serves until this process ends it, by its id.

use std::fs::File;
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result};
use nix::sys::signal::{Signal, kill, killpg};
use nix::sys::wait::{WaitPidFlag, waitpid};
use nix::unistd::Pid;

/// How long a server may take to end in order before it is killed.
const STOP_TIMEOUT: Duration = Duration::from_secs(10);

/// A running server; ended when dropped, also by a panic.
#[derive(Debug)]
pub struct Server {
    child: Child,
    log: PathBuf,
}

impl Server {
    /// Starts a server whose output goes to a log.
    ///
    /// # Errors
    /// When the log cannot be created or the program not be started.
    pub fn start(command: &mut Command, log: &Path) -> Result<Self> {
        Ok(Self { child: spawn_logged(command, log)?, log: log.to_path_buf() })
    }

    /// Its process id.
    #[must_use]
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// How it ended, if it did.
    ///
    /// # Errors
    /// When the operating system does not report it.
    pub fn ended(&mut self) -> Result<Option<ExitStatus>> {
        Ok(self.child.try_wait()?)
    }

    /// What it wrote so far.
    #[must_use]
    pub fn log(&self) -> String {
        let bytes = std::fs::read(&self.log).unwrap_or_default();
        String::from_utf8_lossy(&bytes).into_owned()
    }

    /// Ends it at once, as a crash would.
    ///
    /// # Errors
    /// When the operating system refuses.
    pub fn kill(&mut self) -> Result<()> {
        self.child.kill()?;
        self.child.wait()?;
        Ok(())
    }

    /// Ends it in order; kills it when that takes too long.
    ///
    /// # Errors
    /// When the operating system refuses.
    pub fn stop(&mut self) -> Result<ExitStatus> {
        signal(self.child.id(), Signal::SIGTERM);
        await_end(|| !matches!(self.child.try_wait(), Ok(None)));
        self.child.kill()?;
        Ok(self.child.wait()?)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if matches!(self.child.try_wait(), Ok(None)) {
            let _ = self.stop();
        }
    }
}

/// Starts a program whose output goes to a log, in a separate process group: Ctrl-C reaches this process alone, which chooses
/// the order in which things end.
pub(super) fn spawn_logged(command: &mut Command, log: &Path) -> Result<Child> {
    let file = File::create(log).with_context(|| format!("failed to create the log {}", log.display()))?;
    let command = command.stdin(Stdio::null()).stdout(file.try_clone()?).stderr(file).process_group(0);
    command.spawn().with_context(|| format!("failed to start {}", command.get_program().display()))
}

/// Waits until a process has ended, or has had its time.
fn await_end(mut has_ended: impl FnMut() -> bool) {
    let deadline = Instant::now() + STOP_TIMEOUT;
    while !has_ended() && Instant::now() < deadline {
        thread::sleep(Duration::from_millis(5));
    }
}

/// Ends a process by its id: asks, waits until it is gone, and kills it at last.
pub fn end(id: u32) {
    signal(id, Signal::SIGTERM);
    await_end(|| !alive(id));
    kill_now(id);
}

/// Ends a child that leads a process group, with all that it started: asks, and kills what has not
/// ended in time.
pub fn end_group(leader: &mut Child) {
    let Ok(group) = i32::try_from(leader.id()).map(Pid::from_raw) else { return };
    let _ = killpg(group, Signal::SIGTERM);
    // The group exists as long as a process is in it; a leader that ended has to be reaped.
    await_end(|| !matches!(leader.try_wait(), Ok(None)) && killpg(group, None).is_err());
    let _ = killpg(group, Signal::SIGKILL);
    let _ = leader.wait();
}

/// Ends a process by its id at once, as a crash would, and waits until it is gone.
pub fn kill_now(id: u32) {
    while alive(id) {
        signal(id, Signal::SIGKILL);
        thread::sleep(Duration::from_millis(1));
    }
}

/// Sends a signal; a process that has ended is skipped.
pub(super) fn signal(id: u32, signal: Signal) {
    if let Ok(id) = i32::try_from(id) {
        let _ = kill(Pid::from_raw(id), signal);
    }
}

/// Whether the process is still there. A child of ours that ended is reaped by asking, because it
/// would stay as a zombie otherwise.
fn alive(id: u32) -> bool {
    let Ok(id) = i32::try_from(id) else { return false };
    let _ = waitpid(Pid::from_raw(id), Some(WaitPidFlag::WNOHANG));
    kill(Pid::from_raw(id), None).is_ok()
}
