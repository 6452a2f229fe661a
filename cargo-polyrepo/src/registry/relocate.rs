//! Moving a checkout to another registry: the address is in cargo's configuration and in every lock file, and they have to
//! agree.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};

use crate::address;
use crate::checkout::Checkout;

/// Writes the address into the configuration and the lock files. Returns the files that changed.
///
/// # Errors
/// When it is not the address of a sparse index, or a file cannot be written.
pub(super) fn relocate(checkout: &Checkout, new: &str) -> Result<Vec<PathBuf>> {
    let old = address::configured(checkout)?;
    if !is_sparse_index(new) {
        bail!("{new:?} is no sparse index: one begins with sparse+https:// (or sparse+http://) and ends with a slash");
    }
    let mut changed = Vec::new();
    for path in files(checkout.root())? {
        let text = fs::read_to_string(&path).with_context(|| format!("failed to read {}", path.display()))?;
        let moved = text.replace(&old, new).replace(&other_name(&old), &other_name(new));
        if moved != text {
            fs::write(&path, moved).with_context(|| format!("failed to write {}", path.display()))?;
            changed.push(path);
        }
    }
    Ok(changed)
}

/// What names the registry: cargo's configuration, and the lock file of each folder.
fn files(root: &Path) -> Result<Vec<PathBuf>> {
    let mut files = vec![root.join(".cargo/config.toml"), root.join(".cargo/registry.toml"), root.join("Cargo.lock")];
    for entry in fs::read_dir(root)? {
        files.push(entry?.path().join("Cargo.lock"));
    }
    files.retain(|path| path.is_file());
    files.sort();
    Ok(files)
}

fn is_sparse_index(url: &str) -> bool {
    let rest = url.strip_prefix("sparse+https://").or_else(|| url.strip_prefix("sparse+http://"));
    rest.is_some_and(|rest| rest.ends_with('/') && !rest.starts_with('/') && !rest.contains(['"', '\\', ' ']))
}

/// The same registry under another name, for `.cargo/registry.toml`: cargo cannot replace a source by itself. This machine
/// has two names; any other host is the same with the dot of the DNS root at its end.
fn other_name(index: &str) -> String {
    if index.contains("://127.0.0.1") {
        return index.replacen("://127.0.0.1", "://localhost", 1);
    }
    let Some((scheme, rest)) = index.split_once("://") else { return index.to_owned() };
    let end = rest.find([':', '/']).unwrap_or(rest.len());
    format!("{scheme}://{}.{}", &rest[..end], &rest[end..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn index_is_sparse_and_ends_with_a_slash() {
        assert!(is_sparse_index("sparse+https://registry.example.com/api/v1/crates/"));
        for wrong in ["https://registry.example.com/", "sparse+https://registry.example.com", "sparse+https:///", "x"] {
            assert!(!is_sparse_index(wrong), "{wrong}");
        }
    }

    #[test]
    fn other_name_is_another_text_for_the_same_host() {
        assert_eq!(other_name("sparse+http://127.0.0.1:8000/api/"), "sparse+http://localhost:8000/api/");
        assert_eq!(other_name("sparse+https://registry.example.com/api/"), "sparse+https://registry.example.com./api/");
        assert_eq!(
            other_name("sparse+https://registry.example.com:8443/"),
            "sparse+https://registry.example.com.:8443/"
        );
    }
}
