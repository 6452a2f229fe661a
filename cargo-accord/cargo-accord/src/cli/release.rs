//! A released crate, unpacked by cargo.

use std::path::{Path, PathBuf};

use accord::contract::{self, Contract};

use super::cargo::metadata;
use super::failure::Unusable;

/// Where a crate is released.
#[derive(Debug, Clone)]
pub enum Registry {
    /// crates.io
    Default,
    /// By the name that cargo's configuration gives it.
    Named(String),
    /// By its index, as `Cargo.lock` records it.
    Index(String),
}

impl Registry {
    /// The registry called `name`, or crates.io.
    pub fn named(name: Option<&str>) -> Self {
        name.map_or(Self::Default, |name| Self::Named(name.to_owned()))
    }

    fn key(&self) -> String {
        match self {
            Self::Default => String::new(),
            Self::Named(name) => format!(", registry = {name:?}"),
            Self::Index(url) => format!(", registry-index = {url:?}"),
        }
    }
}

/// A release on this machine.
#[derive(Debug)]
pub struct Release {
    /// The unpacked crate.
    pub directory: PathBuf,
    pub name: String,
    pub version: semver::Version,
}

impl Release {
    /// Has cargo fetch a release: the newest one, unless `version` is given.
    ///
    /// A scratch crate that depends on it is resolved from within `near`, so that the registries,
    /// source replacements, credentials and cache of that place apply.
    pub fn fetch(name: &str, version: Option<&str>, registry: &Registry, near: &Path) -> Result<Self, Unusable> {
        let requirement = version.map_or("*".to_owned(), |version| format!("={version}"));
        if semver::VersionReq::parse(&requirement).is_err() {
            return Err(Unusable(format!("`{}` is not a version", version.unwrap_or_default())));
        }
        let scratch = scratch(name, &requirement, registry)
            .map_err(|error| Unusable::context("cannot write a scratch crate", error))?;
        let manifest = scratch.path().join("Cargo.toml").display().to_string();
        let found = metadata(near, &["--manifest-path", &manifest])
            .map_err(|error| Unusable(format!("cannot fetch {name} {requirement}: {error}")))?;
        let package = found.packages.iter().find(|package| package.name.as_str() == name && package.source.is_some());
        match package {
            Some(package) => Ok(Self {
                directory: package.manifest_path.parent().map(|path| path.as_std_path().to_owned()).unwrap_or_default(),
                name: name.to_owned(),
                version: package.version.clone(),
            }),
            None => Err(Unusable(format!("cannot fetch {name} {requirement}: cargo did not resolve it"))),
        }
    }

    /// The contract in the release.
    pub fn contract(&self) -> Result<Contract, Unusable> {
        contract_in(&self.directory, &self.name, &self.version)
    }
}

/// The contract of a crate that is unpacked in a directory.
pub fn contract_in(directory: &Path, name: &str, version: &semver::Version) -> Result<Contract, Unusable> {
    let path = directory.join("contract.json");
    if !path.exists() {
        return Err(Unusable(format!("{name} {version} has no contract.json")));
    }
    let found = contract::read(&path)?;
    must_be_of(&found, name, version, &path.display().to_string())?;
    Ok(found)
}

/// Refuses the contract of another crate or version.
pub fn must_be_of(found: &Contract, name: &str, version: &semver::Version, origin: &str) -> Result<(), Unusable> {
    if found.package == name && found.version == *version {
        return Ok(());
    }
    let (package, of) = (&found.package, &found.version);
    Err(Unusable(format!("{origin}: is the contract of {package} {of}, not of {name} {version}")))
}

fn scratch(name: &str, requirement: &str, registry: &Registry) -> std::io::Result<tempfile::TempDir> {
    let directory = tempfile::Builder::new().prefix("accord-").tempdir()?;
    let manifest = format!(
        // Not edition 2024: its resolver would pass over releases that need a newer compiler.
        "[package]\nname = \"accord-scratch\"\nversion = \"0.0.0\"\nedition = \"2021\"\npublish = false\n\n\
         [lib]\npath = \"lib.rs\"\n\n[workspace]\n\n\
         [dependencies.{name}]\nversion = {requirement:?}\ndefault-features = false\n{}\n",
        registry.key().trim_start_matches(", ")
    );
    std::fs::write(directory.path().join("Cargo.toml"), manifest)?;
    std::fs::write(directory.path().join("lib.rs"), "")?;
    Ok(directory)
}
