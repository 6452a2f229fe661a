//! Filling a registry from the archive, byte for byte, so that committed lock files verify.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use serde_json::Value;

use super::accounts::{Accounts, Role};
use super::api::Registry;
use super::upload;
use crate::checkout::Checkout;
use crate::digest;
use crate::package::Package;

/// The crates of the archive, and those that this checkout releases. The latter are declared before their first release:
/// that is what lets `ci-publish` make it.
pub(super) fn crates(checkout: &Checkout) -> Result<Vec<String>> {
    let archived = lines(&checkout.folder("registry-config/releases/index"))?;
    let mut names: Vec<String> = archived.iter().filter_map(|line| line["name"].as_str()).map(str::to_owned).collect();
    names.extend(Package::released(checkout)?.into_iter().map(|package| package.name));
    names.sort();
    names.dedup();
    Ok(names)
}

/// What was done.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Seeded {
    /// Releases that were uploaded, as `name version`.
    pub uploaded: Vec<String>,
    /// Releases that were there, with the same bytes.
    pub present: Vec<String>,
}

/// Uploads what the registry does not have, and compares what it has.
///
/// # Errors
/// When the archive is inconsistent, or the registry has another file under the same version.
pub fn seed(checkout: &Checkout, registry: Registry, accounts: &Accounts, scratch: &Path) -> Result<Seeded> {
    let releases = checkout.folder("registry-config/releases");
    let publish = accounts.token(Role::Publish);
    for name in crates(checkout)? {
        registry.declare(accounts.admin(), &name)?;
        registry.own(accounts.admin(), &name, Role::Publish.user())?;
    }
    let mut seeded = Seeded::default();
    for line in lines(&releases.join("index"))? {
        let text = |key: &str| line[key].as_str().with_context(|| format!("an index line has no {key}"));
        let (name, version, checksum) = (text("name")?, text("vers")?, text("cksum")?);
        let id = format!("{name}-{version}");
        let path = releases.join(format!("{id}.crate"));
        let bytes = fs::read(&path).with_context(|| format!("failed to read {}", path.display()))?;
        if digest::sha256(&bytes) != checksum {
            bail!("{} is not the file that the archive's index lists", path.display());
        }
        match registry.checksum(publish, name, version)? {
            Some(there) if there == checksum => seeded.present.push(format!("{name} {version}")),
            Some(_) => bail!("the registry has another {name} {version} than the archive; a release never changes"),
            None => {
                let package = upload::manifest(&path, &id, scratch)?;
                registry.publish(publish, &upload::body(&upload::metadata(&line, &package)?, &bytes)?)?;
                if registry.checksum(publish, name, version)?.as_deref() != Some(checksum) {
                    bail!("the registry accepted {name} {version} and does not list its checksum");
                }
                seeded.uploaded.push(format!("{name} {version}"));
            }
        }
        if line["yanked"] == true {
            registry.yank(publish, name, version)?;
        }
    }
    Ok(seeded)
}

/// All lines of an index, oldest release first.
fn lines(index: &Path) -> Result<Vec<Value>> {
    let mut files = Vec::new();
    collect(index, &mut files)?;
    files.sort();
    let mut lines = Vec::new();
    for file in files {
        for line in fs::read_to_string(&file)?.lines() {
            lines.push(serde_json::from_str(line).with_context(|| format!("{} is broken", file.display()))?);
        }
    }
    Ok(lines)
}

fn collect(directory: &Path, files: &mut Vec<PathBuf>) -> Result<()> {
    if !directory.is_dir() {
        return Ok(());
    }
    for entry in fs::read_dir(directory)? {
        let path = entry?.path();
        match path.extension() {
            _ if path.is_dir() => collect(&path, files)?,
            // A file that another process is writing.
            Some(extension) if extension == "tmp" => {}
            _ => files.push(path),
        }
    }
    Ok(())
}
