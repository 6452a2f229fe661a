//! A registry that is a directory, as an archive of releases is.

use std::fs;
use std::path::PathBuf;

use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use tempfile::TempDir;

use super::{Project, contract};

/// Crates beside each other, and the configuration that replaces their registry by an archive.
pub struct World {
    directory: TempDir,
}

impl World {
    /// An empty world.
    pub fn new() -> Self {
        let directory = tempfile::tempdir().expect("a directory");
        let root = directory.path();
        fs::create_dir_all(root.join("releases/index/mo/de")).expect("a directory");
        fs::create_dir_all(root.join(".cargo")).expect("a directory");
        let config = "[registries.kellnr]\nindex = \"sparse+http://127.0.0.1:9/api/v1/crates/\"\n\n\
                      [source.kellnr]\nregistry = \"sparse+http://127.0.0.1:9/api/v1/crates/\"\nreplace-with = \"archive\"\n\n\
                      [source.archive]\nlocal-registry = \"releases\"\n";
        fs::write(root.join(".cargo/config.toml"), config).expect("a file");
        Self { directory }
    }

    /// Where things stand.
    pub fn path(&self, name: &str) -> PathBuf {
        self.directory.path().join(name)
    }

    /// The crate `models`, at a version, with more lines for its manifest.
    pub fn models(&self, version: &str, more: &str) -> Project {
        let manifest = format!(
            "[package]\nname = \"models\"\nversion = \"{version}\"\nedition = \"2024\"\ndescription = \"m\"\n\
             license = \"MIT\"\npublish = [\"kellnr\"]\n\n{more}\n[workspace]\n"
        );
        Project::new(self.path("models"), self.path("home"), &manifest)
    }

    /// Releases `models` with these types in its contract.
    pub fn release_with(&self, version: &str, types: &[(&str, Value)]) {
        self.release(version, Some(&contract(version, types)));
    }

    /// Releases `models` with a contract, or without one.
    pub fn release(&self, version: &str, contract: Option<&Value>) {
        let project = self.models(version, "");
        let _ = fs::remove_file(project.directory.join("contract.json"));
        if let Some(contract) = contract {
            project.write_contract(contract);
        }
        project.cargo(&["package", "--quiet", "--no-verify", "--allow-dirty", "--offline"]);
        let name = format!("models-{version}.crate");
        let archive = fs::read(project.directory.join("target/package").join(&name)).expect("a package");
        let checksum: String = Sha256::digest(&archive).iter().map(|byte| format!("{byte:02x}")).collect();
        fs::write(self.path("releases").join(&name), archive).expect("a file");
        let line = json!({
            "name": "models", "vers": version, "deps": [], "cksum": checksum, "features": {}, "yanked": false, "v": 2,
        });
        let index = self.path("releases/index/mo/de/models");
        let known = fs::read_to_string(&index).unwrap_or_default();
        fs::write(index, format!("{known}{line}\n")).expect("a file");
    }

    /// A service that pins a version of `models`, with lines for `[package.metadata.accord]`.
    pub fn service(&self, name: &str, version: &str, usage: &str) -> Project {
        let manifest = format!(
            "[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n\
             [dependencies]\nmodels = {{ version = \"={version}\", registry = \"kellnr\" }}\n\n\
             [package.metadata.accord]\ncontract = \"models\"\n{usage}\n\n[workspace]\n"
        );
        let project = Project::new(self.path(name), self.path("home"), &manifest);
        project.cargo(&["generate-lockfile", "--quiet", "--offline"]);
        project
    }
}
