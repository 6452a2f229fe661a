//! The page of a rule, as sections.

use super::Rule;

/// What there is to say about a rule.
///
/// A page is Markdown: a heading with the id, a sentence that says what the change is, and the
/// sections `Why`, `Example` and `Instead`.
#[derive(Debug, Clone, Copy)]
pub struct Page {
    text: &'static str,
}

impl Page {
    /// The page of `rule`.
    #[must_use]
    pub fn of(rule: Rule) -> Self {
        Self { text: rule.markdown() }
    }

    /// The whole page.
    #[must_use]
    pub fn text(&self) -> &'static str {
        self.text
    }

    /// The heading, which is the id.
    #[must_use]
    pub fn heading(&self) -> &'static str {
        self.text.lines().next().unwrap_or_default().trim_start_matches("# ")
    }

    /// What the change is, in one sentence.
    #[must_use]
    pub fn summary(&self) -> &'static str {
        let body = self.text.split_once("\n\n").map_or("", |(_, body)| body);
        body.split("\n\n").next().unwrap_or_default().trim()
    }

    /// The body of a section.
    #[must_use]
    pub fn section(&self, name: &str) -> Option<&'static str> {
        let mut parts = self.text.split("\n## ").skip(1);
        let body = parts.find_map(|part| part.strip_prefix(name)?.strip_prefix('\n'))?;
        Some(body.trim())
    }
}
