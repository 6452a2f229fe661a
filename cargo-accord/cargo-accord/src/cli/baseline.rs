//! Where a contract comes from.

use std::path::PathBuf;

use accord::contract::{self, Contract};

use super::failure::Unusable;
use super::git;
use super::package::Package;
use super::release::Release;
use super::releases::Registry;

/// What is meant by `registry`, `registry:1.2.0`, `git:v1.2.0` or a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    Registry(Option<String>),
    Git(String),
    File(PathBuf),
}

/// A contract, and the unpacked release that it comes from.
#[derive(Debug)]
pub struct Baseline {
    pub contract: Contract,
    pub release: Option<Release>,
}

impl Source {
    pub fn parse(text: &str) -> Self {
        match text.split_once(':') {
            _ if text == "registry" => Self::Registry(None),
            Some(("registry", version)) => Self::Registry(Some(version.to_owned())),
            Some(("git", revision)) => Self::Git(revision.to_owned()),
            _ => Self::File(PathBuf::from(text)),
        }
    }

    /// Reads the contract; `package` is asked for only when the source depends on the crate.
    pub fn read(&self, package: impl FnOnce() -> Result<Package, Unusable>) -> Result<Baseline, Unusable> {
        match self {
            Self::File(path) => Ok(Baseline { contract: contract::read(path)?, release: None }),
            Self::Git(revision) => Ok(Baseline { contract: git::contract_at(&package()?, revision)?, release: None }),
            Self::Registry(version) => {
                let package = package()?;
                let registry = Registry::named(package.registry.as_deref());
                let release = Release::fetch(&package.name, version.as_deref(), &registry, &package.directory)?;
                Ok(Baseline { contract: release.contract()?, release: Some(release) })
            }
        }
    }
}
