//! Where it is played: a scratch directory with a copy of the checkout, repositories, their remotes, a registry, and two
//! people who type commands.

use std::cell::RefCell;
use std::env;
use std::fs;
use std::path::{self, Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, bail};

use super::person::Person;
use super::timeline::Timeline;
use super::{build_cache, cargo_home};
use cargo_polyrepo::checkout::Checkout;
use cargo_polyrepo::package::Package;
use cargo_polyrepo::port;
use cargo_polyrepo::process;
use cargo_polyrepo::process::Background;
use cargo_polyrepo::progress::Progress;
use cargo_polyrepo::registry::{Accounts, Place, Program, Registry, Role, running};
use cargo_polyrepo::release::{CARGO_RELEASE, SEMVER_CHECKS};
use cargo_polyrepo::tool::{Cache, Tool};

/// Where the logs are, in the target directory of the checkout.
pub(super) const LOGS: &str = "rehearsal";

/// All of it; ended and removed when dropped, unless it is to be kept.
#[derive(Debug)]
pub(super) struct Stage {
    /// The scratch directory.
    pub(super) directory: PathBuf,
    /// What is rehearsed: a clone of the checkout's last commit.
    pub(super) checkout: Checkout,
    place: Place,
    program: Program,
    port: u16,
    running: RefCell<Background>,
    accounts: Accounts,
    keep: bool,
    /// Knows the token that publishes.
    pub(super) publisher: Person,
    /// Knows the token that reads.
    pub(super) reader: Person,
    pub(super) timeline: Timeline,
    pub(super) registry: Registry,
}

/// Removes the directory unless the stage came to be.
struct Scratch<'a> {
    directory: &'a Path,
    armed: bool,
}

impl Drop for Scratch<'_> {
    fn drop(&mut self) {
        if self.armed {
            let _ = fs::remove_dir_all(self.directory);
        }
    }
}

impl Stage {
    /// Sets it up.
    ///
    /// # Errors
    /// When the directory is not empty, or a tool or the registry is not to be had.
    pub(super) fn set_up(checkout: &Checkout, directory: Option<&Path>, keep: bool) -> Result<Self> {
        let timeline = Timeline::begin();
        let directory = scratch(checkout, directory)?;
        let mut scratch = Scratch { directory: &directory, armed: true };
        let target = directory.join("target");
        let copy = Checkout::at(directory.join("checkout"), target.clone());
        let tools = tools(checkout, &directory)?;
        // Not in a container: it is killed like a process.
        let program = Program::native()?;
        // With the git configuration of the caller: their git may refuse a directory that is not theirs.
        let mut clone = Command::new("git");
        clone.args(["clone", "--quiet", "--no-local"]).arg(checkout.root()).arg(copy.root());
        process::capture(&mut clone).context("failed to clone the checkout")?;
        let borrowed = build_cache::borrow(checkout.target(), &target)?;

        // Outside of the scratch directory: a log is of use when that is gone.
        let person = Person::new(checkout.target().join(LOGS))?
            .with("CARGO_TARGET_DIR", &target)
            .with("CARGO_INCREMENTAL", "0")
            .with("PATH", tools);
        let port = port::free()?;
        cargo_home::forget(port);
        let place = Place::of(&copy)?;
        let server = running::launch(&place, &program, port)?;
        let registry = Registry::on(port);
        let accounts = match Accounts::ensure(&place, registry) {
            Ok(accounts) => accounts,
            Err(error) => {
                server.stop();
                return Err(error);
            }
        };
        timeline.tell(
            &format!("set up in {}", directory.display()),
            &format!("registry: {}\n{borrowed} files of the checkout's build are borrowed", registry.index()),
        );
        scratch.armed = false;
        drop(scratch);
        Ok(Self {
            publisher: person.with_token(accounts.token(Role::Publish)),
            reader: person.with_token(accounts.token(Role::Read)),
            checkout: copy,
            directory,
            timeline,
            registry,
            place,
            program,
            port,
            running: RefCell::new(server),
            accounts,
            keep,
        })
    }

    /// A repository that `split` wrote.
    pub(super) fn repository(&self, name: &str) -> PathBuf {
        self.directory.join("repositories").join(name)
    }

    /// The bare repository that it is pushed to.
    pub(super) fn remote(&self, name: &str) -> PathBuf {
        self.directory.join("remotes").join(format!("{name}.git"))
    }

    /// `cargo polyrepo`, in the copy of the checkout. By its path: the alias there would build it again.
    pub(super) fn polyrepo(&self, line: &str) -> Result<super::ran::Ran> {
        let arguments: Vec<&str> = line.split(' ').collect();
        self.publisher.run(self.checkout.root(), &self.directory.join("bin/cargo-polyrepo"), &arguments)
    }

    /// Configures the repositories, and what tools build in the target directory. A package names the registry that its
    /// dependencies had when it was made; where such a package is built by itself, the registry of the rehearsal stands in.
    pub(super) fn stand_in(&self, packaged: &str) -> Result<()> {
        let index = self.registry.index();
        let configuration = format!(
            "[registries.kellnr]\nindex = {index:?}\n\n[source.packaged]\nregistry = {packaged:?}\n\
             replace-with = \"rehearsal\"\n\n[source.rehearsal]\nregistry = {index:?}\n"
        );
        for folder in ["repositories", "target"] {
            let folder = self.directory.join(folder).join(".cargo");
            fs::create_dir_all(&folder)?;
            fs::write(folder.join("config.toml"), &configuration)
                .context("failed to configure the scratch directory")?;
        }
        Ok(())
    }

    /// Whether the checkout has that folder.
    pub(super) fn has(&self, folder: &str) -> bool {
        self.checkout.folder(folder).join("Cargo.toml").is_file()
    }

    /// What the registry lists: version, checksum, whether it is yanked.
    pub(super) fn listed(&self, name: &str) -> Result<Vec<(String, String, bool)>> {
        let lines = self.registry.versions(self.accounts.token(Role::Read), name)?;
        let text = |line: &serde_json::Value, key: &str| line[key].as_str().unwrap_or_default().to_owned();
        Ok(lines.iter().map(|line| (text(line, "vers"), text(line, "cksum"), line["yanked"] == true)).collect())
    }

    /// The registry's data.
    pub(super) fn registry_data(&self) -> PathBuf {
        self.place.data()
    }

    /// Makes cargo forget what it has downloaded from the registry.
    pub(super) fn forget_downloads(&self) {
        cargo_home::forget(self.port);
    }

    /// Ends the registry as a crash would.
    pub(super) fn kill_registry(&self) {
        self.running.borrow().kill();
    }

    /// Starts it again, on the same port, with what it had.
    pub(super) fn restart_registry(&self) -> Result<()> {
        *self.running.borrow_mut() = running::launch(&self.place, &self.program, self.port)?;
        Ok(())
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        self.running.borrow().stop();
        cargo_home::forget(self.port);
        if self.keep {
            let (root, target) = (self.checkout.root().display(), self.checkout.target().display());
            eprintln!("\nkept: {}; its registry starts again with\n", self.directory.display());
            eprintln!("    cd {root} && CARGO_TARGET_DIR={target} cargo polyrepo registry start");
        } else {
            let _ = fs::remove_dir_all(&self.directory);
        }
    }
}

/// The scratch directory, empty. Not in the checkout, whose cargo configuration reaches everything
/// in it.
fn scratch(checkout: &Checkout, wanted: Option<&Path>) -> Result<PathBuf> {
    let default = || env::temp_dir().join(format!("rehearsal-{}", std::process::id()));
    let directory = path::absolute(wanted.map_or_else(default, Path::to_path_buf))?;
    if directory.starts_with(checkout.root()) {
        bail!("{} is in the checkout, whose cargo configuration would reach it: --dir DIR", directory.display());
    }
    fs::create_dir_all(&directory).with_context(|| format!("failed to create {}", directory.display()))?;
    if fs::read_dir(&directory)?.next().is_some() {
        bail!("{} is not empty", directory.display());
    }
    Ok(fs::canonicalize(directory)?)
}

/// Gets the tools, and returns a search path on which they are.
fn tools(checkout: &Checkout, directory: &Path) -> Result<std::ffi::OsString> {
    let bin = directory.join("bin");
    fs::create_dir_all(&bin)?;
    // Copies: a build meanwhile may replace the originals.
    fs::copy(env!("CARGO_BIN_EXE_cargo-polyrepo"), bin.join("cargo-polyrepo"))
        .context("failed to copy cargo-polyrepo")?;
    let accord = Package::find(checkout, Some("cargo-accord"))?.folder;
    let step = Progress::new().step("Building", "cargo accord");
    process::run(process::cargo(checkout, &accord).args(["build", "--quiet", "--locked", "--bin", "cargo-accord"]))?;
    fs::copy(checkout.target().join("debug/cargo-accord"), bin.join("cargo-accord"))?;
    step.done("Built", "cargo accord");
    let cache = Cache::of_user()?;
    let mut folders = vec![bin];
    let tools = [CARGO_RELEASE, SEMVER_CHECKS];
    let together: Vec<Tool> = tools.into_iter().chain(Program::tool()).collect();
    Tool::ensure_all(&together, &cache)?;
    for tool in &tools {
        folders.extend(tool.ensure(&cache)?.parent().map(Path::to_path_buf));
    }
    folders.extend(env::split_paths(&env::var_os("PATH").unwrap_or_default()));
    env::join_paths(folders).context("PATH cannot be extended")
}
