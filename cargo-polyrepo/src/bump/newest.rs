//! The release to move to.

use anyhow::{Context as _, Result, bail};

use crate::archive::{Releases, numbers};

/// The version that was asked for, or the newest that is neither yanked nor a preview.
pub(super) fn choose(releases: &Releases, library: &str, asked: Option<&str>) -> Result<String> {
    let Some(asked) = asked else {
        let newest = releases.newest(library)?;
        return newest.with_context(|| format!("the archive has no release of {library} that is not yanked"));
    };
    let open = releases.open(library)?;
    if !open.iter().any(|version| version == asked) {
        bail!("there is no {library} {asked}, or it is yanked; there are: {}", open.join(", "));
    }
    Ok(asked.to_owned())
}

/// Whether the first is a later version than the second.
pub(super) fn is_newer(one: &str, other: &str) -> bool {
    numbers(one) > numbers(other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn newest_is_by_number_and_neither_yanked_nor_a_preview() {
        let directory = std::env::temp_dir().join(format!("polyrepo-newest-{}", std::process::id()));
        let releases = Releases::at(directory.clone());
        for (version, yanked) in [("1.9.0", false), ("1.10.0", false), ("1.11.0", true), ("2.0.0-rc.1", false)] {
            let line = format!("{{\"vers\":\"{version}\",\"yanked\":{yanked}}}");
            releases.add("models", version, b"", &line).unwrap();
        }
        assert_eq!(choose(&releases, "models", None).unwrap(), "1.10.0");
        assert_eq!(choose(&releases, "models", Some("1.9.0")).unwrap(), "1.9.0");
        assert!(choose(&releases, "models", Some("1.11.0")).unwrap_err().to_string().contains("yanked"));
        std::fs::remove_dir_all(directory).unwrap();
    }
}
