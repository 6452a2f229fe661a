//! A released crate, unpacked by cargo.

use std::path::{Path, PathBuf};

use accord::contract::{self, Contract};
use semver::Version;
use serde_json::Value;

use super::failure::Unusable;
use super::releases::{Registry, Releases};

/// A release on this machine.
#[derive(Debug)]
pub struct Release {
    /// The unpacked crate.
    pub directory: PathBuf,
    pub name: String,
    pub version: Version,
}

impl Release {
    /// Has cargo fetch a release: the newest one, unless `version` is given. The configuration of `near` applies.
    pub fn fetch(name: &str, version: Option<&str>, registry: &Registry, near: &Path) -> Result<Self, Unusable> {
        let releases = Releases::of(name, registry, near)?;
        version.map_or_else(|| releases.newest(), |version| releases.exactly(version))
    }

    /// The contract in the release.
    pub fn contract(&self) -> Result<Contract, Unusable> {
        contract_in(&self.directory, &self.name, &self.version)
    }

    /// The sample of a type in the release, as `samples/orders/OrderPlaced.json` is that of `orders::OrderPlaced`.
    pub fn sample(&self, name: &str) -> Result<Option<Value>, Unusable> {
        let path = self.directory.join("samples").join(format!("{}.json", name.replace("::", "/")));
        Ok(path.is_file().then(|| contract::read_json(&path)).transpose()?)
    }
}

/// The contract of a crate that is unpacked in a directory.
pub fn contract_in(directory: &Path, name: &str, version: &Version) -> Result<Contract, Unusable> {
    let path = directory.join("contract.json");
    if !path.exists() {
        return Err(Unusable(format!("{name} {version} has no contract.json")));
    }
    let found = contract::read(&path)?;
    must_be_of(&found, name, version, &path.display().to_string())?;
    Ok(found)
}

/// Refuses the contract of another crate or version.
pub fn must_be_of(found: &Contract, name: &str, version: &Version, origin: &str) -> Result<(), Unusable> {
    if found.package == name && found.version == *version {
        return Ok(());
    }
    let (package, of) = (&found.package, &found.version);
    Err(Unusable(format!("{origin}: is the contract of {package} {of}, not of {name} {version}")))
}
