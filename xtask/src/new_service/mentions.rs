//! Configuration files that have to list every service.

use std::fs;
use std::io::ErrorKind;

use anyhow::{Context as _, Result};

use super::name::Name;
use cargo_polyrepo::checkout::Checkout;

/// The file, the start of its list, and the prefix of a name there.
const LISTS: [(&str, &str, &str); 2] =
    [(".github/dependabot.yml", "directories: [", "/"), (".github/workflows/bump-consumers.yml", "service: [", "")];

/// Adds the service to each list; returns the changed files. A missing file or list is skipped.
pub(super) fn add(checkout: &Checkout, name: &Name) -> Result<Vec<String>> {
    let mut changed = Vec::new();
    for (file, list, prefix) in LISTS {
        let path = checkout.folder(file);
        let text = match fs::read_to_string(&path) {
            Err(error) if error.kind() == ErrorKind::NotFound => continue,
            text => text.with_context(|| format!("failed to read {file}"))?,
        };
        if let Some(longer) = with(&text, list, &format!("{prefix}{name}")) {
            fs::write(&path, longer).with_context(|| format!("failed to write {file}"))?;
            changed.push(file.to_owned());
        }
    }
    Ok(changed)
}

/// The text with the item appended to the list.
fn with(text: &str, list: &str, item: &str) -> Option<String> {
    let start = text.find(list)? + list.len();
    let end = start + text[start..].find(']')?;
    Some(format!("{}, {item}{}", &text[..end], &text[end..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn list_grows_at_its_end() {
        let text = "a: [x]\nservice: [service-a, service-b]\nb: [y]\n";
        assert_eq!(
            with(text, "service: [", "loyalty").as_deref(),
            Some("a: [x]\nservice: [service-a, service-b, loyalty]\nb: [y]\n")
        );
        assert_eq!(with(text, "directories: [", "/loyalty"), None);
    }
}
