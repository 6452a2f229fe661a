//! One tool from crates.io at one version.

use std::env;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result};

use super::cache::Cache;
use super::counter::Counter;
use crate::prerequisites::{self, Prerequisite};
use crate::process;
use crate::progress::Progress;

/// A program that `cargo install` builds.
#[derive(Debug, Clone, Copy)]
pub struct Tool {
    /// The crate, which is also the program's name.
    pub name: &'static str,
    /// The version; always exactly this one.
    pub version: &'static str,
    /// Further arguments of `cargo install`.
    pub arguments: &'static [&'static str],
    /// What its build reads from the environment.
    pub environment: &'static [(&'static str, &'static str)],
    /// What has to be installed on the machine to build it.
    pub needs: &'static [Prerequisite],
}

impl Tool {
    /// The program, if it is built.
    #[must_use]
    pub fn find(&self, cache: &Cache) -> Option<PathBuf> {
        Some(self.directory(cache).join("bin").join(self.name)).filter(|path| path.is_file())
    }

    /// The program; builds it first where that was not done yet.
    ///
    /// # Errors
    /// When something that it needs is missing, or the build fails.
    pub fn ensure(&self, cache: &Cache) -> Result<PathBuf> {
        Self::ensure_all(&[*self], cache)?;
        self.find(cache).with_context(|| format!("{} installs no program of that name", self.id()))
    }

    /// Builds those of the tools that are missing, in one target directory: what two of them depend on is compiled once.
    ///
    /// # Errors
    /// When something that one needs is missing, or a build fails.
    pub fn ensure_all(tools: &[Self], cache: &Cache) -> Result<()> {
        let missing = || tools.iter().filter(|tool| tool.find(cache).is_none());
        if missing().next().is_none() {
            return Ok(());
        }
        // Another process may have built them while this one waited.
        let _lock = cache.lock("build")?;
        for tool in missing() {
            tool.build(cache)?;
        }
        fs::remove_dir_all(build_directory(cache))
            .or_else(ignore_missing)
            .context("failed to remove the build directory")
    }

    /// Lets a command find the program, which is built first where that was not done yet.
    ///
    /// # Errors
    /// As [`Tool::ensure`].
    pub fn provide(&self, command: &mut Command) -> Result<()> {
        let program = self.ensure(&Cache::of_user()?)?;
        let path = env::var_os("PATH").unwrap_or_default();
        let folders = program.parent().map(Path::to_path_buf).into_iter().chain(env::split_paths(&path));
        command.env("PATH", env::join_paths(folders).context("PATH cannot be extended")?);
        Ok(())
    }

    fn build(&self, cache: &Cache) -> Result<()> {
        let installed = prerequisites::ensure(self.needs)?;
        let progress = Progress::new();
        if !installed.is_empty() {
            progress.line("Installed", &installed.join(", "));
        }
        let step = progress.step("Building", &format!("{} {} (once, for every checkout)", self.name, self.version));
        // Under another name until it is complete: an interrupted build is not mistaken for a tool. What it has compiled
        // stays, so the next attempt goes on from there.
        let attempt = cache.directory().join(format!("{}.partial", self.id()));
        let log = cache.directory().join(format!("{}.log", self.id()));
        let mut counter = Counter::new(&step, self.name);
        process::run_logged(&mut self.install(cache, &attempt), &log, |line| counter.line(line))?;
        fs::rename(&attempt, self.directory(cache)).context("failed to put the built tool in its place")?;
        step.done("Built", &self.id());
        Ok(())
    }

    fn install(&self, cache: &Cache, root: &Path) -> Command {
        let mut command = process::own_cargo();
        // Not in the checkout: its cargo configuration is about its own builds.
        command.current_dir(cache.directory());
        command.args(["install", self.name, "--version", self.version, "--locked", "--debug"]);
        command.args(self.arguments).arg("--root").arg(root);
        command.env("CARGO_TARGET_DIR", build_directory(cache));
        // The first run waits for this build, and it is never debugged.
        command.env("CARGO_PROFILE_DEV_DEBUG", "false").env("CARGO_INCREMENTAL", "0");
        command.envs(self.environment.iter().copied());
        command
    }

    fn id(&self) -> String {
        format!("{}-{}", self.name, self.version)
    }

    fn directory(&self, cache: &Cache) -> PathBuf {
        cache.directory().join(self.id())
    }
}

fn build_directory(cache: &Cache) -> PathBuf {
    cache.directory().join("build")
}

fn ignore_missing(error: io::Error) -> io::Result<()> {
    if error.kind() == io::ErrorKind::NotFound { Ok(()) } else { Err(error) }
}
