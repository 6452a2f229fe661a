//! Patterns in which `*` stands for any text.

/// Whether `text` is what `pattern` describes.
///
/// ```
/// assert!(accord::glob::matches("catalog::*", "catalog::ProductView"));
/// assert!(!accord::glob::matches("catalog::*", "orders::OrderView"));
/// ```
#[must_use]
pub fn matches(pattern: &str, text: &str) -> bool {
    let Some((head, rest)) = pattern.split_once('*') else {
        return pattern == text;
    };
    let Some(mut text) = text.strip_prefix(head) else {
        return false;
    };
    let mut parts: Vec<&str> = rest.split('*').collect();
    let tail = parts.pop().unwrap_or_default();
    // Each part as early as possible leaves the most text for those that follow.
    for part in parts {
        match text.find(part) {
            Some(at) => text = &text[at + part.len()..],
            None => return false,
        }
    }
    text.ends_with(tail)
}

/// Whether the pattern names more than itself.
#[must_use]
pub fn is_glob(pattern: &str) -> bool {
    pattern.contains('*')
}
