//! The folder of releases: `NAME-VERS.crate` beside `index/`, which cargo reads as it is.

use std::fs::{self, File};
use std::io::{ErrorKind, Write as _};
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, bail};
use serde_json::Value;

use crate::process;

/// A local registry.
#[derive(Debug)]
pub struct Releases {
    directory: PathBuf,
}

impl Releases {
    /// The one in that directory, which need not exist yet.
    #[must_use]
    pub fn at(directory: PathBuf) -> Self {
        Self { directory }
    }

    /// Whether the index knows that version.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn has(&self, name: &str, version: &str) -> Result<bool> {
        // To a registry, versions that differ only after the `+` are the same.
        let is_it = |line: &Value| line["vers"].as_str().is_some_and(|existing| plain(existing) == plain(version));
        Ok(self.lines(name)?.iter().any(is_it))
    }

    /// The newest version that is neither yanked nor a preview, if there is one.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn newest(&self, name: &str) -> Result<Option<String>> {
        let open = self.open(name)?;
        let newest = open.into_iter().filter(|version| !version.contains('-')).max_by_key(|version| numbers(version));
        Ok(newest)
    }

    /// The versions that are not yanked, in the order of their release.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn open(&self, name: &str) -> Result<Vec<String>> {
        let lines = self.lines(name)?;
        let open = lines.iter().filter(|line| line["yanked"] != true).filter_map(|line| line["vers"].as_str());
        Ok(open.map(str::to_owned).collect())
    }

    /// The `.crate` of a version.
    #[must_use]
    pub fn file(&self, name: &str, version: &str) -> PathBuf {
        self.directory.join(format!("{name}-{version}.crate"))
    }

    /// Adds a version: the `.crate` first, then its line, each atomically. A reader of the
    /// index never sees a version whose file is not there yet.
    ///
    /// # Errors
    /// When the version is there already, or a file cannot be written.
    pub fn add(&self, name: &str, version: &str, bytes: &[u8], line: &str) -> Result<PathBuf> {
        fs::create_dir_all(&self.directory)?;
        // The directory is its own lock, so that no lock file is left in it.
        let lock = File::open(&self.directory)?;
        lock.lock().context("failed to lock the archive")?;
        if self.has(name, version)? {
            bail!("{name} {version} is released already, and a release is never rewritten: raise the version");
        }
        let file = self.file(name, version);
        place_new(&file, bytes)?;
        let mut index = self.index(name)?;
        if !index.is_empty() && !index.ends_with('\n') {
            index.push('\n');
        }
        index.push_str(line);
        index.push('\n');
        self.write_index(name, &index)?;
        Ok(file)
    }

    /// Marks a version as yanked: new lock files skip it, and its file stays for those that have it. Returns whether that
    /// changed the index.
    ///
    /// # Errors
    /// When the version is not there, or the index cannot be written.
    pub fn yank(&self, name: &str, version: &str) -> Result<bool> {
        if !self.has(name, version)? {
            bail!("the archive has no {name} {version}");
        }
        let lock = File::open(&self.directory)?;
        lock.lock().context("failed to lock the archive")?;
        let before = self.index(name)?;
        let mut after = String::with_capacity(before.len());
        for line in before.lines() {
            let mut entry: Value = serde_json::from_str(line)?;
            if entry["vers"] == version {
                entry["yanked"] = true.into();
                after.push_str(&entry.to_string());
            } else {
                after.push_str(line);
            }
            after.push('\n');
        }
        if after != before {
            self.write_index(name, &after)?;
        }
        Ok(after != before)
    }

    fn write_index(&self, name: &str, text: &str) -> Result<()> {
        let path = self.directory.join("index").join(index_path(name));
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent)?;
        }
        let temporary = write_temporary(&path, text.as_bytes())?;
        fs::rename(&temporary, &path).with_context(|| format!("failed to write {}", path.display()))
    }

    fn lines(&self, name: &str) -> Result<Vec<Value>> {
        let index = self.index(name)?;
        let lines = index.lines().map(serde_json::from_str).collect::<Result<_, _>>();
        lines.with_context(|| format!("the index of {name} is broken"))
    }

    fn index(&self, name: &str) -> Result<String> {
        let path = self.directory.join("index").join(index_path(name));
        match fs::read_to_string(&path) {
            Ok(text) => Ok(text),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(String::new()),
            Err(error) => Err(error).with_context(|| format!("failed to read {}", path.display())),
        }
    }
}

/// Unpacks a `.crate` into a folder; returns the folder of the package, which replaces an earlier one.
pub(crate) fn unpack(file: &Path, into: &Path) -> Result<PathBuf> {
    let package = into.join(file.file_stem().unwrap_or_default());
    if package.exists() {
        fs::remove_dir_all(&package)?;
    }
    fs::create_dir_all(into).with_context(|| format!("failed to create {}", into.display()))?;
    process::capture(Command::new("tar").arg("-C").arg(into).arg("-xzf").arg(file))?;
    Ok(package)
}

/// The three numbers of a version; what follows `-` or `+` does not order releases.
#[must_use]
pub fn numbers(version: &str) -> Vec<u64> {
    let core = version.split(['-', '+']).next().unwrap_or(version);
    core.split('.').map(|part| part.parse().unwrap_or(0)).collect()
}

/// Where the index keeps a crate, as cargo's format has it.
#[must_use]
pub fn index_path(name: &str) -> String {
    let name = name.to_lowercase();
    match name.len() {
        0..=2 => format!("{}/{name}", name.len()),
        3 => format!("3/{}/{name}", &name[..1]),
        _ => format!("{}/{}/{name}", &name[..2], &name[2..4]),
    }
}

/// Puts a file where none is. The same bytes may be there: then an earlier attempt was cut off
/// between file and index, and this one completes it.
fn place_new(path: &Path, bytes: &[u8]) -> Result<()> {
    let temporary = write_temporary(path, bytes)?;
    // A link, other than a rename, never replaces what is there.
    let linked = fs::hard_link(&temporary, path);
    fs::remove_file(&temporary)?;
    match linked {
        Err(error) if error.kind() == ErrorKind::AlreadyExists && fs::read(path)? == bytes => Ok(()),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            bail!("{} is there already with other content, and a release is never rewritten", path.display())
        }
        other => other.with_context(|| format!("failed to write {}", path.display())),
    }
}

fn write_temporary(path: &Path, bytes: &[u8]) -> Result<PathBuf> {
    let mut name = path.as_os_str().to_owned();
    name.push(format!(".{}.tmp", std::process::id()));
    let temporary = PathBuf::from(name);
    let mut file = File::create(&temporary).with_context(|| format!("failed to create {}", temporary.display()))?;
    file.write_all(bytes)?;
    file.sync_all()?;
    Ok(temporary)
}

fn plain(version: &str) -> &str {
    version.split('+').next().unwrap_or(version)
}
