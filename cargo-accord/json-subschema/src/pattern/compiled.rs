//! A pattern that has been read.

use super::{ecma, nfa::Nfa};

/// A pattern and, unless it needs more than a regular language, its automaton.
#[derive(Debug)]
pub(crate) struct Pattern {
    source: String,
    pub(super) automaton: Result<Nfa, &'static str>,
}

impl Pattern {
    /// Reads a pattern.
    ///
    /// # Errors
    ///
    /// What is wrong with it, when it is no regular expression.
    pub(crate) fn parse(source: &str) -> Result<Self, String> {
        let automaton = match ecma::translate(source) {
            Ok(translated) => {
                let parsed = regex_syntax::ParserBuilder::new()
                    .nest_limit(100)
                    .build()
                    .parse(&translated)
                    .map_err(|error| first_line(&error))?;
                Nfa::build(&parsed)
            }
            Err(ecma::Refusal::Unsupported(what)) => Err(what),
            Err(ecma::Refusal::Invalid(what)) => return Err(what.to_owned()),
        };
        Ok(Self { source: source.to_owned(), automaton })
    }

    /// The text it was read from.
    pub(crate) fn source(&self) -> &str {
        &self.source
    }

    /// What keeps it from being a regular language here, if anything does.
    pub(crate) fn unsupported(&self) -> Option<&'static str> {
        self.automaton.as_ref().err().copied()
    }

    /// Whether it matches somewhere in `text`; `None` when it is unsupported.
    pub(crate) fn matches(&self, text: &str) -> Option<bool> {
        self.automaton.as_ref().ok().map(|automaton| automaton.matches(text))
    }
}

/// `regex-syntax` draws the place of an error; the last line says what it is.
fn first_line(error: &regex_syntax::Error) -> String {
    let text = error.to_string();
    let last = text.lines().last().unwrap_or_default();
    last.trim_start_matches("error: ").to_owned()
}
