//! Asking a registry through cargo which bytes it has under a version: cargo knows every kind of registry and of
//! authentication, and its answer is what a lock file would have.

use std::path::PathBuf;
use std::process::Command;
use std::{env, fs};

use anyhow::{Context as _, Result, bail};

use super::token;
use crate::address;
use crate::checkout::{Checkout, write_with_folders};
use crate::{package, process};

/// What a registry has under a version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Listing {
    /// Nothing (yet).
    Absent,
    /// This release.
    Present {
        /// The version that was chosen, where there was a choice.
        version: String,
        /// Its checksum.
        checksum: String,
    },
    /// A release that is not for new lock files.
    Yanked,
}

/// A scratch package that depends on one crate.
#[derive(Debug)]
pub(super) struct Probe {
    directory: PathBuf,
    name: String,
}

/// The newest release of a crate that is neither yanked nor a preview, or exactly the one that was
/// asked for, as cargo resolves it.
///
/// # Errors
/// When there is none, or the registry cannot be asked.
pub fn newest(checkout: &Checkout, name: &str, asked: Option<&str>) -> Result<String> {
    let requirement = asked.map_or("*".to_owned(), |version| format!("={version}"));
    match Probe::new(checkout, name, &requirement)?.ask(checkout)? {
        Listing::Present { version, .. } => Ok(version),
        Listing::Absent | Listing::Yanked => {
            bail!("the registry has no release of {name} that is {requirement} and not yanked")
        }
    }
}

/// The newest release of a crate, unpacked by cargo; none when the registry has none.
///
/// # Errors
/// When the registry cannot be asked.
pub(super) fn unpacked(checkout: &Checkout, name: &str) -> Result<Option<PathBuf>> {
    let probe = Probe::new(checkout, name, "*")?;
    if !matches!(probe.ask(checkout)?, Listing::Present { .. }) {
        return Ok(None);
    }
    Ok(Some(package::locked(probe.cargo(checkout, &[]), name)?.folder))
}

impl Probe {
    /// Prepares the question. Outside of the checkout, whose source replacement would answer it
    /// from the archive.
    ///
    /// # Errors
    /// When its files cannot be written.
    pub(super) fn new(checkout: &Checkout, name: &str, requirement: &str) -> Result<Self> {
        let directory = env::temp_dir().join(format!("polyrepo-probe-{}-{name}", std::process::id()));
        let probe = Self { directory, name: name.to_owned() };
        let index = address::index(checkout)?;
        let manifest = format!(
            "[package]\nname = \"probe\"\nversion = \"0.0.0\"\nedition = \"2021\"\npublish = false\n\n\
             [lib]\npath = \"lib.rs\"\n\n[workspace]\n\n\
             [dependencies]\n{name} = {{ version = \"{requirement}\", registry = \"kellnr\", default-features = false }}\n"
        );
        let configuration = format!("[registries.kellnr]\nindex = {index:?}\n");
        for (path, text) in [(".cargo/config.toml", configuration.as_str()), ("lib.rs", ""), ("Cargo.toml", &manifest)]
        {
            write_with_folders(&probe.directory.join(path), text)?;
        }
        Ok(probe)
    }

    /// Asks.
    ///
    /// # Errors
    /// When the registry cannot be asked, or refuses the token.
    pub(super) fn ask(&self, checkout: &Checkout) -> Result<Listing> {
        let output = self
            .cargo(checkout, &["generate-lockfile", "--color", "never"])
            .output()
            .context("failed to start cargo")?;
        if output.status.success() {
            let lock = fs::read_to_string(self.directory.join("Cargo.lock"))?;
            let value = |key| package::value_in(&lock, &self.name, key).map(str::to_owned);
            let value = |key| value(key).with_context(|| format!("the lock file has no {key}"));
            return Ok(Listing::Present { version: value("version")?, checksum: value("checksum")? });
        }
        let complaint = String::from_utf8_lossy(&output.stderr);
        if complaint.contains("is yanked") {
            return Ok(Listing::Yanked);
        }
        let absent = ["no matching package", "failed to select a version for the requirement", "no matching version"];
        if absent.iter().any(|words| complaint.contains(words)) {
            return Ok(Listing::Absent);
        }
        bail!("the registry could not be asked: {}", reason(&complaint));
    }

    fn cargo(&self, checkout: &Checkout, arguments: &[&str]) -> Command {
        let mut cargo = process::own_cargo();
        cargo.current_dir(&self.directory).args(arguments);
        token::provide(&mut cargo, checkout);
        cargo
    }
}

impl Drop for Probe {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.directory);
    }
}

/// Cargo lists causes from the outside in; the innermost one with words is the reason.
pub(super) fn reason(complaint: &str) -> String {
    if complaint.contains("token rejected") {
        return "it refused the token in CARGO_REGISTRIES_KELLNR_TOKEN".to_owned();
    }
    let empty = ["Caused by", "note:", "see ", "body:"];
    let has_words = |line: &&str| !line.is_empty() && !empty.iter().any(|start| line.starts_with(start));
    complaint.lines().map(str::trim).rev().find(has_words).unwrap_or("no reason given").to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn innermost_cause_is_the_reason() {
        let complaint =
            "error: failed to get `a`\n\nCaused by:\n  failed to query\n\nCaused by:\n  connection refused\n";
        assert_eq!(reason(complaint), "connection refused");
        let complaint =
            "error: failed\n\nCaused by:\n  token rejected for `kellnr`\n\nCaused by:\n  got 401\n  body:\n";
        assert!(reason(complaint).contains("refused the token"));
    }
}
