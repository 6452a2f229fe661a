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
