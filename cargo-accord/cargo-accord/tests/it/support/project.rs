//! A crate in the world, and the command run in it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;

/// A crate.
pub struct Project {
    /// Where it stands.
    pub directory: PathBuf,
    /// Where its cargo keeps things.
    pub home: PathBuf,
}

impl Project {
    /// Writes a crate with one empty library file.
    pub fn new(directory: PathBuf, home: PathBuf, manifest: &str) -> Self {
        fs::create_dir_all(directory.join("src")).expect("a directory");
        let project = Self { directory, home };
        project.write("Cargo.toml", manifest);
        project.write("src/lib.rs", "");
        project
    }

    /// Writes a file.
    pub fn write(&self, path: &str, text: &str) {
        fs::write(self.directory.join(path), text).expect("a file");
    }

    /// Writes the contract.
    pub fn write_contract(&self, contract: &Value) {
        self.write("contract.json", &accord::contract::canonical_json(contract));
    }

    /// Reads a file.
    pub fn read(&self, path: &str) -> String {
        fs::read_to_string(self.directory.join(path)).expect("a file")
    }

    /// Makes this a git repository with one commit, of one file.
    pub fn commit(&self, file: &str) {
        for arguments in [&["init", "--quiet"][..], &["add", file], &["commit", "--quiet", "-m", "one"]] {
            let status = Command::new("git")
                .args(["-c", "user.name=t", "-c", "user.email=t@example.com", "-c", "init.defaultBranch=main"])
                .args(arguments)
                .current_dir(&self.directory)
                .status()
                .expect("git runs");
            assert!(status.success(), "{arguments:?}");
        }
    }

    /// Runs `cargo accord` here.
    pub fn accord(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().expect("the command runs")
    }

    /// The command, ready to be run here.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_cargo-accord"));
        command.args(arguments).current_dir(&self.directory).env("NO_COLOR", "1");
        isolate(&mut command, &self.home);
        command
    }

    /// Runs `cargo accord` here with programs of another directory before all others.
    pub fn with_path(&self, arguments: &[&str], programs: Option<&Path>) -> Output {
        let mut command = self.command(arguments);
        if let Some(programs) = programs {
            let path = std::env::var("PATH").unwrap_or_default();
            command.env("PATH", format!("{}:{path}", programs.display()));
        }
        command.output().expect("the command runs")
    }

    /// Runs cargo here.
    pub fn cargo(&self, arguments: &[&str]) {
        let mut command = Command::new(env!("CARGO"));
        command.args(arguments).current_dir(&self.directory);
        isolate(&mut command, &self.home);
        let output = command.output().expect("cargo runs");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }
}

/// A separate cache, so that nothing is read from or left in that of the developer. No proxy either: every
/// server of a test listens on this machine.
fn isolate(command: &mut Command, home: &Path) {
    command.env("CARGO_HOME", home).env("CARGO_NET_OFFLINE", "true").env_remove("CARGO_TARGET_DIR");
    // CI of a separate repository has the address of its registry there, which is not that of this world.
    command.env_remove("CARGO_REGISTRIES_KELLNR_INDEX");
    command.env("CARGO", env!("CARGO"));
    for proxy in ["ALL_PROXY", "HTTP_PROXY", "HTTPS_PROXY", "all_proxy", "http_proxy", "https_proxy"] {
        command.env_remove(proxy);
    }
}

/// What a command said: exit code, standard output, standard error.
pub fn run(output: &Output) -> (i32, String, String) {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (output.status.code().unwrap_or(-1), text(&output.stdout), text(&output.stderr))
}
