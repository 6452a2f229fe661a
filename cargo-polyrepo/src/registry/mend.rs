//! After a crash: a registry that was cut off between storing a package and listing it has a file that it does not list, and
//! refuses the release from then on as one that exists.

use std::fs;

use anyhow::{Context as _, Result};

use super::accounts::{Accounts, Role};
use super::api::Registry;
use super::place::Place;

/// Removes packages that the index does not list. Returns their names. Nothing may be published meanwhile.
///
/// # Errors
/// When the registry cannot be asked, or a file not be removed.
pub(super) fn mend(place: &Place, registry: Registry, accounts: &Accounts, crates: &[String]) -> Result<Vec<String>> {
    let mut removed = Vec::new();
    for name in crates {
        let listed = registry.versions(accounts.token(Role::Read), name)?;
        for entry in fs::read_dir(place.data().join("crates"))? {
            let path = entry?.path();
            let file = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let Some(version) = version_of(&file, name) else { continue };
            if !listed.iter().any(|line| line["vers"] == version) {
                fs::remove_file(&path).with_context(|| format!("failed to remove {}", path.display()))?;
                removed.push(file);
            }
        }
    }
    Ok(removed)
}

/// The version in the name of a file, if it is one of that crate's.
fn version_of<'a>(file: &'a str, name: &str) -> Option<&'a str> {
    let version = file.strip_prefix(name)?.strip_prefix('-')?.strip_suffix(".crate")?;
    version.starts_with(|sign: char| sign.is_ascii_digit()).then_some(version)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_of_other_crates_are_left_alone() {
        assert_eq!(version_of("shared-models-1.2.0.crate", "shared-models"), Some("1.2.0"));
        assert_eq!(version_of("shared-models-1.2.0-rc.1.crate", "shared-models"), Some("1.2.0-rc.1"));
        for other in ["shared-models-extra-1.0.0.crate", "shared-models.crate", "other-1.0.0.crate"] {
            assert_eq!(version_of(other, "shared-models"), None, "{other}");
        }
    }
}
