//! Changing a source file as a person would, at a place that is found by what stands there.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result, bail};

/// Replaces what stands in a file exactly once.
///
/// # Errors
/// When it stands there never, or more than once: the file has changed, and the edit is to be
/// written anew.
pub(super) fn replace(path: &Path, from: &str, to: &str) -> Result<()> {
    let text = fs::read_to_string(path).with_context(|| format!("failed to read {}", path.display()))?;
    let edited = replaced(&text, from, to).with_context(|| format!("failed to edit {}", path.display()))?;
    fs::write(path, edited).with_context(|| format!("failed to write {}", path.display()))
}

fn replaced(text: &str, from: &str, to: &str) -> Result<String> {
    match text.matches(from).count() {
        1 => Ok(text.replacen(from, to, 1)),
        count => bail!("expected this once, and it stands there {count} times; adapt the rehearsal to it:\n{from}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn anchor_that_is_gone_or_doubled_is_named() {
        assert_eq!(replaced("a b c", "b", "x").unwrap(), "a x c");
        for text in ["a c", "b b"] {
            assert!(replaced(text, "b", "x").unwrap_err().to_string().ends_with("\nb"), "{text}");
        }
    }
}
