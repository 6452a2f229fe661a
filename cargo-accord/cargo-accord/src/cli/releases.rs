//! The releases of a crate, found by cargo.

use std::path::{Path, PathBuf};

use semver::{Version, VersionReq};
use tempfile::TempDir;

use super::cargo::metadata;
use super::failure::Unusable;
use super::release::Release;

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
            Self::Named(name) => format!("registry = {name:?}"),
            Self::Index(url) => format!("registry-index = {url:?}"),
        }
    }
}

/// A crate in a registry.
///
/// A scratch crate that depends on it is resolved from within a directory, so that the registries, source
/// replacements, credentials and cache of that place apply. What else it needs stays locked from one release to the next.
#[derive(Debug)]
pub struct Releases<'a> {
    name: &'a str,
    registry: &'a Registry,
    near: &'a Path,
    scratch: TempDir,
}

impl<'a> Releases<'a> {
    pub fn of(name: &'a str, registry: &'a Registry, near: &'a Path) -> Result<Self, Unusable> {
        let scratch = tempfile::Builder::new().prefix("accord-").tempdir();
        let scratch = scratch.map_err(|error| Unusable::context("cannot make a scratch crate", error))?;
        Ok(Self { name, registry, near, scratch })
    }

    pub fn newest(&self) -> Result<Release, Unusable> {
        self.matching("*")?.ok_or_else(|| Unusable(format!("there is no release of {}", self.name)))
    }

    pub fn exactly(&self, version: &str) -> Result<Release, Unusable> {
        let requirement = format!("={version}");
        if VersionReq::parse(&requirement).is_err() {
            return Err(Unusable(format!("`{version}` is not a version")));
        }
        if let Some(release) = self.matching(&requirement)? {
            return Ok(release);
        }
        let known = match self.below("", "*")?.as_slice() {
            [] => "there is none".to_owned(),
            [only] => format!("there is {}", only.version),
            [first, .., last] => format!("there are {} … {}", first.version, last.version),
        };
        Err(Unusable(format!("no release {version} of {}; {known}", self.name)))
    }

    /// From `since` on, up to `last`; oldest first.
    ///
    /// Yanked ones are not among them: cargo gives those to a lock file that has them already, and to no other.
    pub fn between(&self, since: Option<&Version>, last: &Version) -> Result<Vec<Release>, Unusable> {
        let since = since.map_or(String::new(), |since| format!(">={since}, "));
        self.below(&since, &format!("<={last}"))
    }

    /// Cargo does not list releases; it gives the newest one below another.
    fn below(&self, since: &str, bound: &str) -> Result<Vec<Release>, Unusable> {
        let mut releases = Vec::new();
        let mut bound = bound.to_owned();
        while let Some(release) = self.matching(&format!("{since}{bound}"))? {
            bound = format!("<{}", release.version);
            releases.push(release);
        }
        releases.reverse();
        Ok(releases)
    }

    /// The newest release that a requirement admits, if there is one.
    fn matching(&self, requirement: &str) -> Result<Option<Release>, Unusable> {
        let manifest =
            self.depend(requirement).map_err(|error| Unusable::context("cannot write a scratch crate", error))?;
        let name = self.name;
        let found = match metadata(self.near, &["--manifest-path", &manifest.display().to_string()]) {
            Ok(found) => found,
            Err(Unusable(said)) if self.is_absent(requirement, &said) => return Ok(None),
            Err(error) => return Err(Unusable(format!("cannot fetch {name} {requirement}: {error}"))),
        };
        let package = found.packages.iter().find(|package| package.name.as_str() == name && package.source.is_some());
        let Some(package) = package else {
            return Err(Unusable(format!("cannot fetch {name} {requirement}: cargo did not resolve it")));
        };
        let directory = package.manifest_path.parent().map(|path| path.as_std_path().to_owned()).unwrap_or_default();
        Ok(Some(Release { directory, name: name.to_owned(), version: package.version.clone() }))
    }

    /// Whether cargo says that the registry has no such release.
    fn is_absent(&self, requirement: &str, said: &str) -> bool {
        let none = said.contains(&format!("failed to select a version for the requirement `{} = ", self.name))
            || said.contains(&format!("no matching package named `{}` found", self.name));
        // Without the network cargo knows what it has fetched before, and all of an archive.
        let blind = said.contains("offline mode") && !said.contains("which is replacing");
        let yanked = requirement.starts_with('=') && said.contains("is yanked");
        none && !blind && !yanked
    }

    /// Writes the scratch crate.
    fn depend(&self, requirement: &str) -> std::io::Result<PathBuf> {
        let manifest = format!(
            // Not edition 2024: its resolver would pass over releases that need a newer compiler.
            "[package]\nname = \"accord-scratch\"\nversion = \"0.0.0\"\nedition = \"2021\"\npublish = false\n\n\
             [lib]\npath = \"lib.rs\"\n\n[workspace]\n\n\
             [dependencies.{}]\nversion = {requirement:?}\ndefault-features = false\n{}\n",
            self.name,
            self.registry.key()
        );
        let path = self.scratch.path().join("Cargo.toml");
        std::fs::write(self.scratch.path().join("lib.rs"), "")?;
        std::fs::write(&path, manifest)?;
        Ok(path)
    }
}
