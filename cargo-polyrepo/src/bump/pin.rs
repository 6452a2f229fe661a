//! The lines of a manifest that pin a library: one as a dependency, and one for tests where they need another feature.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result};

use crate::archive::numbers;
use crate::package::value_in;

/// Where the requirements are in the manifest, in order, and how they are written: `~1.0`, `1.1`, `=1.2.3`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Pins(Vec<(std::ops::Range<usize>, String)>);

impl Pins {
    /// Finds them; none when the manifest does not depend on the library.
    pub(super) fn find(manifest: &str, library: &str) -> Option<Self> {
        let (mut pins, mut offset) = (Vec::new(), 0);
        for line in manifest.split_inclusive('\n') {
            let is_it = line.strip_prefix(library).is_some_and(|rest| rest.trim_start().starts_with('='));
            // `shared-models = "1.1"` names no registry, so the table form is the only one here.
            if is_it && let Some((before, rest)) = line.split_once("version = \"") {
                let start = offset + before.len() + "version = \"".len();
                let requirement = rest.split('"').next().unwrap_or_default();
                pins.push((start..start + requirement.len(), requirement.to_owned()));
            }
            offset += line.len();
        }
        (!pins.is_empty()).then_some(Self(pins))
    }

    /// The manifest with the requirements moved: as exact as they were, with the same operator.
    pub(super) fn moved_to(&self, manifest: &str, version: &str) -> String {
        let mut moved = manifest.to_owned();
        for (place, requirement) in self.0.iter().rev() {
            let (operator, old) = requirement.split_at(operator(requirement));
            let new: Vec<&str> = version.split('.').take(old.split('.').count()).collect();
            moved.replace_range(place.clone(), &format!("{operator}{}", new.join(".")));
        }
        moved
    }

    /// Whether that version makes other promises.
    pub(super) fn is_major_step(&self, version: &str) -> bool {
        let major = |text: &str| numbers(text).first().copied();
        self.0.iter().any(|(_, requirement)| major(&requirement[operator(requirement)..]) != major(version))
    }
}

fn operator(requirement: &str) -> usize {
    requirement.find(|sign: char| sign.is_ascii_digit()).unwrap_or(0)
}

/// The version of a library in a lock file.
pub(super) fn locked(path: &Path, library: &str) -> Result<String> {
    let text = fs::read_to_string(path).with_context(|| format!("failed to read {}", path.display()))?;
    let version = value_in(&text, library, "version").map(str::to_owned);
    version.with_context(|| format!("the lock file has no {library}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pins_keep_their_operator_and_their_exactness() {
        for (old, version, new, major) in [
            ("~1.0", "1.2.0", "~1.2", false),
            ("1.1", "1.2.3", "1.2", false),
            ("=1.1.0", "1.2.3", "=1.2.3", false),
            ("1", "2.0.0", "2", true),
        ] {
            for library in ["shared-models", "service-chassis"] {
                let manifest = format!(
                    "[dependencies]\n{library}-extra = {{ version = \"9\" }}\n\
                     {library} = {{ version = \"{old}\", registry = \"kellnr\" }}\n\n\
                     [dev-dependencies]\n\
                     {library} = {{ version = \"{old}\", registry = \"kellnr\", features = [\"testkit\"] }}\n"
                );
                let pins = Pins::find(&manifest, library).unwrap();
                let moved = manifest.replace(&format!("\"{old}\""), &format!("\"{new}\""));
                assert_eq!(pins.moved_to(&manifest, version), moved);
                assert_eq!(pins.is_major_step(version), major, "{old} to {version}");
            }
        }
    }

    #[test]
    fn other_manifests_have_none() {
        assert_eq!(Pins::find("[dependencies]\nserde = \"1\"\n", "shared-models"), None);
    }
}
