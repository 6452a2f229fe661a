//! A target directory that begins with what the checkout has built already, and that nothing of the
//! rehearsal is written back to.

use std::fs::{self, File};
use std::io::ErrorKind;
use std::path::Path;

use anyhow::{Context as _, Result};

/// What cargo keeps of dependencies.
const PARTS: [&str; 3] = [".fingerprint", "build", "deps"];

/// Fills a target directory from another: by hard links where that can be, so that it takes a
/// second and no room.
///
/// # Errors
/// When a file can be neither linked nor copied.
pub(super) fn borrow(from: &Path, to: &Path) -> Result<usize> {
    let mut count = 0;
    for part in PARTS {
        let source = from.join("debug").join(part);
        if source.is_dir() {
            // Cargo writes fingerprints in place, and a link would write them in the checkout.
            let write = if part == ".fingerprint" { copy } else { link };
            count += walk(&source, &to.join("debug").join(part), write)?;
        }
    }
    Ok(count)
}

fn walk(from: &Path, to: &Path, write: fn(&Path, &Path) -> std::io::Result<()>) -> Result<usize> {
    fs::create_dir_all(to)?;
    let mut count = 0;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            count += walk(&entry.path(), &target, write)?;
            continue;
        }
        match write(&entry.path(), &target) {
            Ok(()) => count += 1,
            // Another build has just removed it.
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            Err(error) => return Err(error).with_context(|| format!("failed to copy {}", entry.path().display())),
        }
    }
    Ok(count)
}

fn link(from: &Path, to: &Path) -> std::io::Result<()> {
    match fs::hard_link(from, to) {
        // Another file system.
        Err(error) if error.kind() == ErrorKind::CrossesDevices => copy(from, to),
        other => other,
    }
}

/// With its time, by which cargo decides what is stale.
fn copy(from: &Path, to: &Path) -> std::io::Result<()> {
    fs::copy(from, to)?;
    File::open(to)?.set_modified(fs::metadata(from)?.modified()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fingerprints_are_copied_and_libraries_linked() {
        let root = std::env::temp_dir().join(format!("polyrepo-borrow-{}", std::process::id()));
        let (from, to) = (root.join("from"), root.join("to"));
        for file in [".fingerprint/a/lib", "deps/liba.rlib"] {
            let path = from.join("debug").join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "old").unwrap();
        }
        assert_eq!(borrow(&from, &to).unwrap(), 2);
        fs::write(to.join("debug/.fingerprint/a/lib"), "new").unwrap();
        assert_eq!(fs::read_to_string(from.join("debug/.fingerprint/a/lib")).unwrap(), "old");
        let time = |root: &Path| fs::metadata(root.join("debug/deps/liba.rlib")).unwrap().modified().unwrap();
        assert_eq!(time(&from), time(&to));
        fs::remove_dir_all(root).unwrap();
    }
}
