//! Filling a registry from the archive, byte for byte, so that committed lock files verify.

use std::fs;
use std::io;
use std::path::Path;

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
        let path = releases.join(format!("{name}-{version}.crate"));
        let bytes = fs::read(&path).with_context(|| format!("failed to read {}", path.display()))?;
        if digest::sha256(&bytes) != checksum {
            bail!("{} is not the file that the archive's index lists", path.display());
        }
        match registry.checksum(publish, name, version)? {
            Some(there) if there == checksum => seeded.present.push(format!("{name} {version}")),
            Some(_) => bail!("the registry has another {name} {version} than the archive; a release never changes"),
            None => {
                let package = upload::manifest(&path, scratch)?;
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
    let (mut lines, mut waiting) = (Vec::new(), vec![index.to_path_buf()]);
    while let Some(path) = waiting.pop() {
        if path.is_dir() {
            let inside = fs::read_dir(&path)?.map(|entry| Ok(entry?.path()));
            waiting.extend(inside.collect::<io::Result<Vec<_>>>()?);
            // The last is looked at first.
            waiting.sort_by(|one, other| other.cmp(one));
        } else if path.is_file() && path.extension().is_none_or(|extension| extension != "tmp") {
            // Not one that another process is writing.
            for line in fs::read_to_string(&path)?.lines() {
                lines.push(serde_json::from_str(line).with_context(|| format!("{} is broken", path.display()))?);
            }
        }
    }
    Ok(lines)
}
