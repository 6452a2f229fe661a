//! The entry in the service's changelog, and what the library's changelog says.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use anyhow::{Context as _, Result};

use crate::archive::numbers;

const NEW: &str = "# Changelog\n\n## [Unreleased]\n";

/// Adds the move under *Unreleased*, in a changelog that is made when there is none.
pub(super) fn add(path: &Path, library: &str, from: &str, to: &str) -> Result<()> {
    let text = match fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if error.kind() == ErrorKind::NotFound => NEW.to_owned(),
        Err(error) => return Err(error).with_context(|| format!("failed to read {}", path.display())),
    };
    fs::write(path, with_move(&text, library, from, to)).with_context(|| format!("failed to write {}", path.display()))
}

fn with_move(text: &str, library: &str, from: &str, to: &str) -> String {
    let entry = format!("- Moves from {library} {from} to {to}.\n");
    let heading = text.find("## [Unreleased]").or_else(|| text.find("## Unreleased"));
    let Some(heading) = heading else {
        // Above the newest release, or at the end of a file that has none.
        let place = text.find("\n## ").map_or(text.len(), |place| place + 1);
        return format!("{}## [Unreleased]\n\n{entry}\n{}", &text[..place], &text[place..]);
    };
    let line_end = text[heading..].find('\n').map_or(text.len(), |end| heading + end + 1);
    format!("{}\n{entry}{}", &text[..line_end], &text[line_end..])
}

/// The sections of a library's changelog after one version, up to another.
pub(super) fn between(text: &str, from: &str, to: &str) -> String {
    let mut kept = String::new();
    let mut within = false;
    for line in text.lines() {
        if let Some(title) = line.strip_prefix("## [") {
            let version = numbers(title.split(']').next().unwrap_or_default());
            within = !title.starts_with("Unreleased") && version > numbers(from) && version <= numbers(to);
        }
        if within {
            // One level down: it becomes a part of another text.
            let nested = if line.starts_with("##") { "#" } else { "" };
            kept.push_str(&format!("{nested}{line}\n"));
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sections_between_two_versions_are_taken() {
        let text = "# Changelog\n\n## [Unreleased]\n\nLater.\n\n## [1.2.0] - 2026-03-01\n\n### Added\n\nC.\n\n\
            ## [1.1.0]\n\nB.\n\n## [1.0.0]\n\nA.\n";
        assert_eq!(
            between(text, "1.0.0", "1.2.0"),
            "### [1.2.0] - 2026-03-01\n\n#### Added\n\nC.\n\n### [1.1.0]\n\nB.\n\n"
        );
        assert_eq!(between(text, "1.2.0", "1.2.0"), "");
    }

    #[test]
    fn entry_goes_under_unreleased() {
        let text = with_move("# Changelog\n\n## [Unreleased]\n\n## [1.0.0]\n", "shared-models", "1.0.0", "1.1.0");
        assert_eq!(
            text,
            "# Changelog\n\n## [Unreleased]\n\n- Moves from shared-models 1.0.0 to 1.1.0.\n\n## [1.0.0]\n"
        );
    }

    #[test]
    fn missing_section_is_made_above_the_newest_release() {
        let text = with_move("# Changelog\n\n## [1.0.0]\n\nAll.\n", "shared-models", "1.0.0", "1.1.0");
        assert!(text.contains("## [Unreleased]\n\n- Moves from shared-models 1.0.0 to 1.1.0.\n\n## [1.0.0]"), "{text}");
    }
}
