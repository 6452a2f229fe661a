//! The crate at hand, and what its manifest says about contracts.

use std::path::{Path, PathBuf};

use accord::check::Exemption;
use accord::matrix::Usage;
use cargo_metadata::Package as CargoPackage;
use serde::Deserialize;
use serde_json::Value;

use super::cargo::metadata;
use super::failure::Unusable;

/// `[package.metadata.accord]`.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Settings {
    contract: Option<String>,
    provides: Vec<String>,
    consumes: Vec<String>,
    publishes: Vec<String>,
    subscribes: Vec<String>,
    snapshot: Option<Vec<String>>,
    next: Option<semver::Version>,
    #[serde(rename = "history-since")]
    history_since: Option<semver::Version>,
    exemptions: Option<Value>,
}

/// A crate, as its manifest describes it.
#[derive(Debug)]
pub struct Package {
    pub name: String,
    pub version: semver::Version,
    pub directory: PathBuf,
    /// The registry that it is published to, if not crates.io.
    pub registry: Option<String>,
    /// The crate whose contract it uses.
    pub contract: Option<String>,
    pub usage: Usage,
    /// The command that prints its contract.
    pub snapshot: Vec<String>,
    /// Whether that command is named, or runs an example that exists.
    pub prints_contract: bool,
    /// The version that its next release is to have.
    pub next: Option<semver::Version>,
    /// The oldest release whose facts are still kept; all of them, unless it is named.
    pub history_since: Option<semver::Version>,
    pub exemptions: Vec<Exemption>,
}

/// What prints the contract unless the manifest says otherwise.
const SNAPSHOT: [&str; 8] = ["cargo", "run", "--quiet", "--locked", "--features", "contract", "--example", "contract"];

impl Package {
    /// Reads the manifest at `path`, or that of the working directory.
    pub fn read(path: Option<&Path>) -> Result<Self, Unusable> {
        let path = path.map_or_else(|| PathBuf::from("Cargo.toml"), Path::to_owned);
        if !path.is_file() {
            return Err(Unusable(format!("{}: no such manifest", path.display())));
        }
        let path = std::path::absolute(&path).map_err(|error| Unusable::context("working directory", error))?;
        let directory = path.parent().unwrap_or(&path).to_owned();
        let manifest = path.display().to_string();
        let found = metadata(&directory, &["--no-deps", "--manifest-path", &manifest])?;
        let here = |package: &&CargoPackage| same_file(package.manifest_path.as_std_path(), &path);
        match found.packages.iter().find(here) {
            Some(package) => Self::from_cargo(package, directory),
            None => Err(Unusable(format!("{manifest}: has no [package]"))),
        }
    }

    fn from_cargo(package: &CargoPackage, directory: PathBuf) -> Result<Self, Unusable> {
        let said = package.metadata.get("accord").cloned().unwrap_or_else(|| Value::Object(Default::default()));
        let place = format!("{}: [package.metadata.accord]", package.manifest_path);
        let settings = Settings::deserialize(said).map_err(|error| Unusable::context(&place, error))?;
        let exemptions = match &settings.exemptions {
            Some(value) => Exemption::read_all(value).map_err(|error| Unusable::context(&place, error))?,
            None => vec![],
        };
        let registries = package.publish.clone().unwrap_or_default();
        Ok(Self {
            name: package.name.to_string(),
            version: package.version.clone(),
            directory,
            registry: registries.into_iter().find(|name| name != "crates-io"),
            contract: settings.contract,
            usage: Usage {
                provides: settings.provides,
                consumes: settings.consumes,
                publishes: settings.publishes,
                subscribes: settings.subscribes,
            },
            prints_contract: settings.snapshot.is_some()
                || package.targets.iter().any(|target| target.is_example() && target.name == "contract"),
            snapshot: settings.snapshot.unwrap_or_else(|| SNAPSHOT.iter().map(ToString::to_string).collect()),
            next: settings.next,
            history_since: settings.history_since,
            exemptions,
        })
    }

    /// Where the contract of the crate stands.
    pub fn contract_path(&self) -> PathBuf {
        let path = self.directory.join("contract.json");
        // Shorter to read when the crate is where one stands.
        let here = std::env::current_dir().ok();
        match here.and_then(|here| path.strip_prefix(here).map(Path::to_owned).ok()) {
            Some(relative) => relative,
            None => path,
        }
    }
}

fn same_file(left: &Path, right: &Path) -> bool {
    match (left.canonicalize(), right.canonicalize()) {
        (Ok(left), Ok(right)) => left == right,
        _ => left == right,
    }
}
