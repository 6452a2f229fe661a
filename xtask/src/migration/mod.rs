//! `cargo xtask migration new`: a dated up/down pair from the templates, which state the rules.

mod name;
mod stamp;

use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::{SystemTime, UNIX_EPOCH};

use anyhow::{Context as _, Result, bail};
use clap::Subcommand;

use crate::service::Service;
use cargo_polyrepo::checkout::Checkout;

pub use name::{InvalidName, Name};
pub use stamp::stamp;

const UP: &str = include_str!("templates/up.sql");
const DOWN: &str = include_str!("templates/down.sql");

/// `cargo xtask migration`
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Write a dated up/down pair from the template
    New {
        /// The service's folder
        service: String,
        /// What it does: `verb_object`, such as `add_notes_to_orders`
        name: String,
    },
}

impl Command {
    /// Runs the command.
    ///
    /// # Errors
    /// When the service or the name is not acceptable, or the pair cannot be written.
    pub fn run(self, checkout: &Checkout) -> Result<ExitCode> {
        let Self::New { service, name } = self;
        new(checkout, &service, &name)
    }
}

fn new(checkout: &Checkout, service: &str, name: &str) -> Result<ExitCode> {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).context("the clock is before 1970")?;
    let directory = create(checkout, service, &Name::try_from(name)?, now.as_secs())?;
    for file in ["up.sql", "down.sql"] {
        println!("{}", directory.join(file).display());
    }
    Ok(ExitCode::SUCCESS)
}

/// Writes the pair for that second; returns its directory.
///
/// # Errors
/// When there is no such service, or a migration of that name or second is there already.
pub fn create(checkout: &Checkout, service: &str, name: &Name, seconds: u64) -> Result<PathBuf> {
    let migrations = Service::in_folder(checkout, service)?.join("migrations");
    let stamp = stamp(seconds);
    let taken = fs::read_dir(&migrations).into_iter().flatten().flatten().find_map(|entry| {
        let existing = entry.file_name().into_string().ok()?;
        let same = existing.starts_with(&stamp) || existing.ends_with(&format!("_{}", name.as_str()));
        same.then_some(existing)
    });
    if let Some(existing) = taken {
        bail!("{service} has the migration {existing}: choose another name, or wait a second");
    }
    let directory = migrations.join(format!("{stamp}_{}", name.as_str()));
    fs::create_dir_all(&directory).with_context(|| format!("failed to create {}", directory.display()))?;
    for (file, template) in [("up.sql", UP), ("down.sql", DOWN)] {
        fs::write(directory.join(file), template.replace("{name}", name.as_str()))?;
    }
    Ok(directory)
}
