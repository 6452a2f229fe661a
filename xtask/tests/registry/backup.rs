//! A registry's data goes into a backup and comes back as it was, or not at all.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A directory that is deleted afterwards, with a registry's data in it.
struct Place(PathBuf);

impl Place {
    fn with_data(name: &str) -> Self {
        let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("backup-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&root);
        let place = Self(root);
        place.write("data/crates/models-1.0.0.crate", "first");
        place.write("data/crates/models-1.1.0.crate", "second");
        place.write("data/cratesio/cached-1.0.0.crate", "a cache");
        // An empty file is an empty database to SQLite.
        place.write("data/db.sqlite", "");
        place
    }

    fn path(&self, path: &str) -> PathBuf {
        self.0.join(path)
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap()
    }

    fn script(&self, name: &str, arguments: &[&str]) -> Output {
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../registry-config").join(name);
        Command::new(script).args(arguments).current_dir(&self.0).output().unwrap()
    }

    fn backup(&self) {
        let output = self.script("backup.sh", &["--stopped", "data", "backup.tar.gz"]);
        assert!(output.status.success(), "{}", complaint(&output));
    }

    fn restore(&self) -> Output {
        self.script("restore.sh", &["backup.tar.gz", "restored"])
    }

    /// Unpacks the backup, lets `change` at it, and packs it again.
    fn tamper(&self, change: impl FnOnce(&Path)) {
        let unpacked = self.path("unpacked");
        fs::create_dir_all(&unpacked).unwrap();
        tar(&unpacked, &["-xzf", "../backup.tar.gz"]);
        change(&unpacked.join("registry"));
        tar(&unpacked, &["-czf", "../backup.tar.gz", "registry"]);
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn tar(directory: &Path, arguments: &[&str]) {
    assert!(Command::new("tar").current_dir(directory).args(arguments).status().unwrap().success());
}

fn complaint(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn what_went_in_comes_back() {
    let place = Place::with_data("whole");
    place.backup();
    let output = place.restore();
    assert!(output.status.success(), "{}", complaint(&output));
    assert_eq!(place.read("restored/crates/models-1.0.0.crate"), "first");
    assert_eq!(place.read("restored/crates/models-1.1.0.crate"), "second");
    assert!(place.path("restored/db.sqlite").exists());
    assert!(!place.path("restored/cratesio").exists(), "a cache is not worth keeping");
    assert!(!place.path("restored/SHA256SUMS").exists());
}

#[test]
fn damage_is_noticed_and_nothing_is_restored() {
    for (name, change) in [
        ("changed", (|copy| fs::write(copy.join("crates/models-1.0.0.crate"), "other").unwrap()) as fn(&Path)),
        ("lost", |copy| fs::remove_file(copy.join("crates/models-1.0.0.crate")).unwrap()),
        ("added", |copy| fs::write(copy.join("crates/models-9.0.0.crate"), "stray").unwrap()),
        ("unproved", |copy| fs::remove_file(copy.join("SHA256SUMS")).unwrap()),
    ] {
        let place = Place::with_data(name);
        place.backup();
        place.tamper(change);
        let output = place.restore();
        assert_eq!(output.status.code(), Some(1), "{name}: {}", complaint(&output));
        assert!(!place.path("restored").exists(), "{name}");
    }
}

#[test]
fn neither_a_backup_nor_data_is_overwritten() {
    let place = Place::with_data("overwrite");
    place.backup();
    let before = fs::read(place.path("backup.tar.gz")).unwrap();
    let output = place.script("backup.sh", &["--stopped", "data", "backup.tar.gz"]);
    assert!(complaint(&output).contains("never overwritten"), "{}", complaint(&output));
    assert_eq!(fs::read(place.path("backup.tar.gz")).unwrap(), before);

    place.write("restored/precious", "");
    assert!(complaint(&place.restore()).contains("not empty"));
    assert!(place.path("restored/precious").exists());
}

#[test]
fn running_registry_is_not_called_stopped() {
    let place = Place::with_data("running");
    place.write("data/db.sqlite-journal", "");
    let output = place.script("backup.sh", &["--stopped", "data", "backup.tar.gz"]);
    assert!(complaint(&output).contains("running, or was killed"), "{}", complaint(&output));
    assert!(!place.path("backup.tar.gz").exists());
}

#[test]
fn other_directories_are_refused() {
    let place = Place::with_data("other");
    let output = place.script("backup.sh", &["--stopped", "data/crates", "backup.tar.gz"]);
    assert!(complaint(&output).contains("no registry's data directory"), "{}", complaint(&output));
}

#[test]
fn folder_passes_what_it_runs_as_a_repository_of_its_own() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../registry-config");
    let output = Command::new(folder.join("test.sh")).current_dir(&folder).output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success() && said.contains("each with its checksum"), "{said}{}", complaint(&output));
}
