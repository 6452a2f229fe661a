//! Writing the files of a migration.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context as _, Result, bail};

use cargo_polyrepo::checkout::Checkout;
use cargo_polyrepo::process;
use cargo_polyrepo::services;

use super::name;

const UP: &str = include_str!("templates/up.sql");
const DOWN: &str = include_str!("templates/down.sql");

/// Writes the pair, dated now in UTC; returns its directory.
///
/// # Errors
/// When the name is invalid, there is no such service, or it has a migration of that name or second.
pub(super) fn create(checkout: &Checkout, service: &str, name: &str) -> Result<PathBuf> {
    name::check(name)?;
    let migrations = services::find(checkout, service)?.join("migrations");
    let printed = process::capture(Command::new("date").args(["-u", "+%Y-%m-%d-%H%M%S"]))?;
    let stamp = printed.trim();
    let taken = fs::read_dir(&migrations).into_iter().flatten().flatten().find_map(|entry| {
        let existing = entry.file_name().into_string().ok()?;
        let same = existing.starts_with(stamp) || existing.ends_with(&format!("_{name}"));
        same.then_some(existing)
    });
    if let Some(existing) = taken {
        bail!("{service} has the migration {existing}: choose another name, or wait a second");
    }
    let directory = migrations.join(format!("{stamp}_{name}"));
    fs::create_dir_all(&directory).with_context(|| format!("failed to create {}", directory.display()))?;
    for (file, template) in [("up.sql", UP), ("down.sql", DOWN)] {
        fs::write(directory.join(file), template.replace("{name}", name))?;
    }
    Ok(directory)
}
