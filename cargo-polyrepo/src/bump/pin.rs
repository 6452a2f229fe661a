//! The line of a manifest that pins the library.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result};

use crate::archive::numbers;

/// Where the requirement stands in the manifest, and how it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Pin {
    start: usize,
    end: usize,
    /// `~1.0`, `1.1`, `=1.2.3`.
    requirement: String,
}

impl Pin {
    /// Finds the line of a library.
    pub(super) fn find(manifest: &str, library: &str) -> Option<Self> {
        let line = manifest
            .lines()
            .find(|line| line.strip_prefix(library).is_some_and(|rest| rest.trim_start().starts_with('=')))?;
        let offset = line.as_ptr() as usize - manifest.as_ptr() as usize;
        // A plain string names no registry, so the table form is the only one here.
        let start = offset + line.find("version = \"")? + "version = \"".len();
        let end = start + manifest[start..].find('"')?;
        Some(Self { start, end, requirement: manifest[start..end].to_owned() })
    }

    /// The manifest with the requirement moved: as exact as it was, with the same operator.
    pub(super) fn moved_to(&self, manifest: &str, version: &str) -> String {
        let (operator, old) = self.requirement.split_at(self.operator());
        let parts = old.split('.').count();
        let new: Vec<&str> = version.split('.').take(parts).collect();
        format!("{}{operator}{}{}", &manifest[..self.start], new.join("."), &manifest[self.end..])
    }

    /// Whether that version is of another major.
    pub(super) fn is_major_step(&self, version: &str) -> bool {
        numbers(&self.requirement[self.operator()..]).first() != numbers(version).first()
    }

    fn operator(&self) -> usize {
        self.requirement.find(|sign: char| sign.is_ascii_digit()).unwrap_or(0)
    }
}

/// The version in a lock file.
pub(super) fn locked(path: &Path, library: &str) -> Result<String> {
    let text = fs::read_to_string(path).with_context(|| format!("failed to read {}", path.display()))?;
    let wanted = format!("name = \"{library}\"");
    let package = text.split("[[package]]").find(|package| package.lines().any(|line| line == wanted));
    let version = package.and_then(|package| package.lines().find_map(|line| line.strip_prefix("version = \"")));
    version.map(|text| text.trim_end_matches('"').to_owned()).with_context(|| format!("the lock file has no {library}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pin_keeps_its_operator_and_its_exactness() {
        for (old, version, new, major) in [
            ("~1.0", "1.2.0", "~1.2", false),
            ("1.1", "1.2.3", "1.2", false),
            ("=1.1.0", "1.2.3", "=1.2.3", false),
            ("1", "2.0.0", "2", true),
        ] {
            let manifest = format!(
                "[dependencies]\nshared-models-extra = {{ version = \"9\" }}\n\
                 shared-models = {{ version = \"{old}\", registry = \"kellnr\" }}\n"
            );
            let pin = Pin::find(&manifest, "shared-models").unwrap();
            assert_eq!(pin.moved_to(&manifest, version), manifest.replace(old, new));
            assert_eq!(pin.is_major_step(version), major, "{old} to {version}");
        }
    }

    #[test]
    fn other_manifests_have_none() {
        assert_eq!(Pin::find("[dependencies]\nserde = \"1\"\n", "shared-models"), None);
    }
}
