//! A person at a terminal: types commands, each with its log.

use std::cell::Cell;
use std::env;
use std::ffi::OsString;
use std::fs::{self, File};
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::rc::Rc;
use std::thread;
use std::time::Duration;

use anyhow::{Context as _, Result};

use super::ran::Ran;
use cargo_polyrepo::progress::{Progress, Step};
use cargo_polyrepo::{interrupt, process};

/// What must not reach the scratch repositories: the settings of the user who runs the rehearsal.
const FOREIGN: [&str; 7] =
    ["CARGO_PKG_", "CARGO_MANIFEST_", "CARGO_REGISTR", "CARGO_TARGET_DIR", "CARGO_BUILD_", "GIT_", "GITHUB_"];

/// How often a running command is looked at.
const POLL_INTERVAL: Duration = Duration::from_millis(10);

/// Who types.
#[derive(Debug, Clone)]
pub(super) struct Person {
    environment: Vec<(OsString, OsString)>,
    logs: PathBuf,
    count: Rc<Cell<usize>>,
}

impl Person {
    /// A person without a token, whose logs go into a folder that is made empty.
    pub(super) fn new(logs: PathBuf) -> Result<Self> {
        let _ = fs::remove_dir_all(&logs);
        fs::create_dir_all(&logs).with_context(|| format!("failed to create {}", logs.display()))?;
        let person = Self { environment: Vec::new(), logs, count: Rc::default() };
        Ok(person
            .with("GIT_CONFIG_GLOBAL", "/dev/null")
            .with("GIT_CONFIG_NOSYSTEM", "1")
            .with("GIT_TERMINAL_PROMPT", "0")
            .with("GIT_AUTHOR_NAME", "Rehearsal")
            .with("GIT_AUTHOR_EMAIL", "rehearsal@example.com")
            .with("GIT_COMMITTER_NAME", "Rehearsal")
            .with("GIT_COMMITTER_EMAIL", "rehearsal@example.com")
            .with("CARGO_TERM_COLOR", "never")
            .with("NO_COLOR", "1"))
    }

    /// The same with a variable set.
    #[must_use]
    pub(super) fn with(&self, name: &str, value: impl Into<OsString>) -> Self {
        let mut person = self.clone();
        person.environment.retain(|(known, _)| known != name);
        person.environment.push((name.into(), value.into()));
        person
    }

    /// The same with a token for the registry.
    #[must_use]
    pub(super) fn with_token(&self, token: &str) -> Self {
        self.with("CARGO_REGISTRIES_KELLNR_TOKEN", token)
            .with("CARGO_REGISTRY_GLOBAL_CREDENTIAL_PROVIDERS", "cargo:token")
    }

    /// Runs `cargo …` in a folder, to its end.
    ///
    /// # Errors
    /// When it cannot be started, or the user interrupts. That it fails is an answer.
    pub(super) fn cargo(&self, folder: &Path, line: &str) -> Result<Ran> {
        self.start_cargo(folder, line)?.wait()
    }

    /// Starts `cargo …` in a folder.
    ///
    /// # Errors
    /// When it cannot be started.
    pub(super) fn start_cargo(&self, folder: &Path, line: &str) -> Result<Job> {
        let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        self.start(folder, &cargo, &format!("cargo {line}"), line.split(' ').filter(|word| !word.is_empty()))
    }

    /// Runs any program.
    ///
    /// # Errors
    /// As [`Person::cargo`].
    pub(super) fn run(&self, folder: &Path, program: &Path, arguments: &[&str]) -> Result<Ran> {
        let name = program.file_name().unwrap_or_default().to_string_lossy();
        let line = format!("{name} {}", arguments.join(" "));
        self.start(folder, program.as_os_str(), &line, arguments.iter().copied())?.wait()
    }

    /// What git prints; a failure is one of the rehearsal.
    ///
    /// # Errors
    /// When it fails.
    pub(super) fn git(&self, folder: &Path, arguments: &[&str]) -> Result<String> {
        let mut git = Command::new("git");
        self.settle(git.current_dir(folder).args(arguments));
        process::capture(&mut git)
    }

    fn start<'a>(
        &self,
        folder: &Path,
        program: &std::ffi::OsStr,
        line: &str,
        arguments: impl Iterator<Item = &'a str>,
    ) -> Result<Job> {
        interrupt::check()?;
        let number = self.count.get() + 1;
        self.count.set(number);
        let place = folder.file_name().unwrap_or_default().to_string_lossy();
        let log = self.logs.join(format!("{number:02}-{place}.log"));
        let file = File::create(&log).with_context(|| format!("failed to create {}", log.display()))?;
        let mut command = Command::new(program);
        command.current_dir(folder).args(arguments);
        self.settle(&mut command);
        // A separate process group, so that all of it can be ended together.
        command.stdin(Stdio::null()).stdout(file.try_clone()?).stderr(file).process_group(0);
        let step = Progress::new().step("Running", &format!("{place} $ {line}"));
        let child = command.spawn().with_context(|| format!("failed to start `{line}`"))?;
        Ok(Job { child, line: line.to_owned(), log, _step: step })
    }

    fn settle(&self, command: &mut Command) {
        for (name, _) in env::vars_os() {
            let text = name.to_string_lossy();
            if FOREIGN.iter().any(|start| text.starts_with(start)) {
                command.env_remove(&name);
            }
        }
        command.envs(self.environment.iter().map(|(name, value)| (name, value)));
    }
}

/// A command that runs. Ended when dropped.
#[derive(Debug)]
pub(super) struct Job {
    child: Child,
    line: String,
    log: PathBuf,
    _step: Step,
}

impl Job {
    /// Whether it has ended.
    ///
    /// # Errors
    /// When the operating system does not report it.
    pub(super) fn has_ended(&mut self) -> Result<bool> {
        interrupt::check()?;
        Ok(self.child.try_wait()?.is_some())
    }

    /// Waits for its end.
    ///
    /// # Errors
    /// When the user interrupts.
    pub(super) fn wait(mut self) -> Result<Ran> {
        loop {
            interrupt::check()?;
            if let Some(status) = self.child.try_wait()? {
                // A signal is a failure like any other here.
                let code = status.code().and_then(|code| u8::try_from(code).ok()).unwrap_or(255);
                return Ok(Ran::read(&self.line, code, &self.log));
            }
            thread::sleep(POLL_INTERVAL);
        }
    }
}

impl Drop for Job {
    fn drop(&mut self) {
        if matches!(self.child.try_wait(), Ok(None)) {
            process::end_group(&mut self.child);
        }
    }
}
