//! A small checkout for a test: cargo configuration, a library called shared-models and a service that uses it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::atomic::{AtomicUsize, Ordering};

/// Deleted when dropped.
pub struct Scratch {
    root: PathBuf,
}

/// As in the checkout that this package is developed in; a test of xtask compares them.
const CONFIGURATION: [(&str, &str); 3] = [
    (".cargo/config.toml", include_str!("scratch/config.toml")),
    (".cargo/registry.toml", include_str!("scratch/registry.toml")),
    (".cargo/monorepo.toml", include_str!("scratch/monorepo.toml")),
];

const LIBRARY: &str = r#"[package]
name = "shared-models"
version = "1.0.0"
edition = "2024"
rust-version = "1.95"
description = "A stand-in"
license = "MIT"
publish = ["kellnr"]

[features]
errors = ["dep:anyhow"]

[dependencies]
anyhow = { version = "1", optional = true, default-features = false, features = ["std"] }
"#;

const SERVICE: &str = r#"[package]
name = "service-a"
version = "1.0.0"
edition = "2024"
publish = false

[dependencies]
shared-models = { version = "1.0", registry = "kellnr", features = ["errors"] }
"#;

/// Passes on to its members that they are released.
const WORKSPACE: &str = r#"[workspace]
resolver = "3"
members = ["accord-contract"]

[workspace.package]
edition = "2024"
license = "MIT"
publish = ["kellnr"]
"#;

const MAIN: &str = "fn main() { println!(\"{}\", shared_models::WORD); }\n";

impl Scratch {
    pub fn new() -> Self {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let name = format!("{}-{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
        let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        let scratch = Self { root };
        for (path, text) in CONFIGURATION {
            scratch.write(path, text);
        }
        scratch.write(
            "registry-config/README.md",
            "# The registry
",
        );
        scratch.write("shared-models/Cargo.toml", LIBRARY);
        for (folder, name) in
            [("service-chassis", "service-chassis"), ("cargo-accord/accord-contract", "accord-contract")]
        {
            scratch.library(folder, name, "");
        }
        scratch.write("cargo-accord/Cargo.toml", WORKSPACE);
        scratch.say("one");
        scratch.write("service-a/Cargo.toml", SERVICE);
        scratch.write("service-a/src/main.rs", MAIN);
        scratch.write("service-a/migrations/README.md", "# Migrations\n");
        scratch.write(".gitignore", "target/\n*.tmp\nCargo.lock\n");
        scratch.git(&["init", "--quiet"]);
        scratch.commit();
        scratch
    }

    pub fn path(&self, path: &str) -> PathBuf {
        self.root.join(path)
    }

    pub fn write(&self, path: &str, text: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap()
    }

    pub fn edit(&self, path: &str, from: &str, to: &str) {
        let text = self.read(path);
        assert!(text.contains(from), "{path} has no {from:?}");
        self.write(path, &text.replace(from, to));
    }

    /// Another library: a member of the workspace, or beside it.
    pub fn library(&self, folder: &str, name: &str, dependencies: &str) {
        let inherited = "edition.workspace = true\nlicense.workspace = true\npublish.workspace = true\n";
        let own = "edition = \"2024\"\nlicense = \"MIT\"\npublish = [\"kellnr\"]\n";
        let rest = if folder.contains('/') { inherited } else { own };
        self.write(
            &format!("{folder}/Cargo.toml"),
            &format!(
                "[package]\nname = \"{name}\"\nversion = \"1.0.0\"\ndescription = \"A stand-in\"\n{rest}\n\
                 [dependencies]\n{dependencies}"
            ),
        );
        self.write(&format!("{folder}/src/lib.rs"), "//! A stand-in.\n");
    }

    /// What the library says, and the service prints.
    pub fn say(&self, word: &str) {
        let source = format!("//! A stand-in.\n/// A word.\npub const WORD: &str = \"{word}\";\n");
        self.write("shared-models/src/lib.rs", &source);
    }

    pub fn commit(&self) {
        self.git(&["add", "--all"]);
        self.git(&["-c", "user.name=x", "-c", "user.email=x@x", "commit", "--quiet", "--allow-empty", "--message=x"]);
    }

    pub fn polyrepo(&self, arguments: &[&str]) -> Ran {
        let mut command = self.polyrepo_command();
        Ran::of(command.args(arguments))
    }

    pub fn polyrepo_command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_cargo-polyrepo"));
        // Cargo's, which name the package under test.
        command.env_remove("CARGO_MANIFEST_DIR").current_dir(&self.root);
        self.settle(&mut command);
        command
    }

    /// Cargo, in a folder. Nothing is fetched: all that is needed was needed to build this test.
    pub fn cargo(&self, folder: &str, arguments: &[&str]) -> Ran {
        let mut command = Command::new(env!("CARGO"));
        command.args(arguments).current_dir(self.path(folder));
        self.settle(&mut command);
        Ran::of(&mut command)
    }

    fn settle(&self, command: &mut Command) {
        command.env("CARGO_TARGET_DIR", self.path("target")).env("CARGO_NET_OFFLINE", "true");
        // CI of a separate repository has the address of its registry there, which is not that of the scratch checkout.
        command.env_remove("CARGO_REGISTRIES_KELLNR_INDEX");
    }

    fn git(&self, arguments: &[&str]) {
        let mut git = Command::new("git");
        Ran::of(git.current_dir(&self.root).args(arguments)).expect_success();
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.root);
    }
}

/// A program that ran to its end.
#[derive(Debug)]
pub struct Ran {
    pub code: Option<i32>,
    pub stdout: String,
    pub stderr: String,
}

impl Ran {
    fn of(command: &mut Command) -> Self {
        command.output().unwrap().into()
    }

    #[track_caller]
    pub fn expect_success(self) -> Self {
        assert_eq!(self.code, Some(0), "{}\n{}", self.stdout, self.stderr);
        self
    }

    /// The one line of complaint.
    #[track_caller]
    pub fn expect_error(self, code: i32) -> String {
        assert_eq!(self.code, Some(code), "{}\n{}", self.stdout, self.stderr);
        let line = self.stderr.lines().last().unwrap_or_default().to_owned();
        assert!(line.starts_with("error: "), "{}", self.stderr);
        line
    }
}

impl From<Output> for Ran {
    fn from(output: Output) -> Self {
        let text = |bytes| String::from_utf8(bytes).unwrap();
        Self { code: output.status.code(), stdout: text(output.stdout), stderr: text(output.stderr) }
    }
}
