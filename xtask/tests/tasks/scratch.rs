//! A small checkout for one test: this repository's cargo configuration, a library and a service.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::atomic::{AtomicUsize, Ordering};

/// Deleted when dropped.
pub struct Scratch {
    root: PathBuf,
}

impl Scratch {
    pub fn new() -> Self {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let name = format!("{}-{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
        let scratch = Self { root: Path::new(env!("CARGO_TARGET_TMPDIR")).join(name) };
        let config = Path::new(env!("CARGO_MANIFEST_DIR")).join("../.cargo/config.toml");
        scratch.write(".cargo/config.toml", &fs::read_to_string(config).unwrap());
        for folder in ["xtask", "shared-models", "service-a"] {
            scratch.write(&format!("{folder}/Cargo.toml"), "");
        }
        scratch.write("registry-config/README.md", "# Registry\n");
        scratch.write("service-a/migrations/README.md", "# Migrations\n");
        scratch
    }

    pub fn write(&self, path: &str, text: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// Runs a task that has to succeed; returns what it prints to standard output.
    #[track_caller]
    pub fn run(&self, arguments: &[&str]) -> String {
        let ran = self.xtask(arguments);
        assert!(ran.status.success(), "{ran:?}");
        String::from_utf8(ran.stdout).unwrap()
    }

    /// Runs a task that has to fail; returns the line with the error.
    #[track_caller]
    pub fn fail(&self, arguments: &[&str]) -> String {
        let ran = self.xtask(arguments);
        let printed = String::from_utf8(ran.stderr).unwrap();
        let error = printed.lines().last().filter(|line| line.starts_with("error: "));
        assert_eq!((ran.status.code(), error.is_some()), (Some(1), true), "{printed}");
        error.unwrap().to_owned()
    }

    /// Without a network: what these tests need was fetched to build them.
    pub fn xtask(&self, arguments: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
        command.args(arguments).current_dir(&self.root).env("CARGO_MANIFEST_DIR", self.path("xtask"));
        command.env("CARGO_TARGET_DIR", self.path("target")).env("CARGO_NET_OFFLINE", "true");
        command.output().unwrap()
    }

    pub fn path(&self, path: &str) -> PathBuf {
        self.root.join(path)
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.root);
    }
}
