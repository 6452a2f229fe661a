//! A document with the offending part marked.

use std::io::{self, Write};
use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use json_subschema::Refusal;
use serde_json::Value;

use crate::schema::escape;

/// Longer documents are shown around the mark only.
const MAX_LINES: usize = 24;

/// What is said about a document that is refused.
pub struct Diagnosis<'a> {
    /// Whether it is an error and not a note.
    pub error: bool,
    /// The rule, if one names the matter.
    pub rule: Option<&'a str>,
    /// What happened.
    pub title: &'a str,
    /// Where.
    pub place: &'a str,
    /// The document.
    pub witness: Option<&'a Value>,
    /// Which part of it is refused.
    pub refused: Option<&'a Refusal>,
    /// More to know.
    pub notes: Vec<String>,
    /// What to do.
    pub help: Option<&'a str>,
}

impl Diagnosis<'_> {
    /// Writes the diagnosis in the manner of the compiler.
    ///
    /// # Errors
    ///
    /// When the output is closed.
    pub fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        let printed = self.witness.map(|witness| Printed::new(witness, self.refused));
        let level = if self.error { Level::ERROR } else { Level::WARNING };
        let mut title = level.primary_title(self.title);
        if let Some(rule) = self.rule {
            title = title.id(rule);
        }
        let mut group = match &printed {
            Some(printed) => {
                let why = self.refused.map_or("refused", |refused| refused.why.as_str());
                let mark = AnnotationKind::Primary.span(printed.span.clone()).label(why);
                Group::with_title(title).element(
                    Snippet::source(printed.text.as_str())
                        .fold(printed.text.lines().count() > MAX_LINES)
                        .path(self.place)
                        .annotation(mark),
                )
            }
            None => {
                let place = format!("at {}", self.place);
                Group::with_title(title).element(Level::NOTE.message(place))
            }
        };
        for note in &self.notes {
            group = group.element(Level::NOTE.message(note.as_str()));
        }
        if let Some(help) = self.help {
            group = group.element(Level::HELP.message(help));
        }
        writeln!(out, "{}\n", Renderer::styled().render(&[group]))
    }
}

/// A document as text, and where its refused part stands in it.
struct Printed {
    text: String,
    span: Range<usize>,
}

impl Printed {
    fn new(document: &Value, refused: Option<&Refusal>) -> Self {
        let mut printed = Self { text: String::new(), span: 0..0 };
        let wanted = refused.map_or("", |refused| refused.at.as_str());
        printed.value(document, "", wanted, 0);
        if printed.span.is_empty() {
            printed.span = 0..printed.text.len();
        }
        // A mark over many lines hides more than it shows.
        if let Some(line) = printed.text[printed.span.clone()].find('\n') {
            printed.span.end = printed.span.start + line;
        }
        printed
    }

    fn value(&mut self, value: &Value, at: &str, wanted: &str, depth: usize) {
        let start = self.text.len();
        match value {
            Value::Object(map) if !map.is_empty() => {
                self.text.push('{');
                for (index, (key, inner)) in map.iter().enumerate() {
                    self.line(index, depth + 1);
                    self.text.push_str(&Value::from(key.as_str()).to_string());
                    self.text.push_str(": ");
                    self.value(inner, &format!("{at}/{}", escape(key)), wanted, depth + 1);
                }
                self.close('}', depth);
            }
            Value::Array(items) if !items.is_empty() => {
                self.text.push('[');
                for (index, inner) in items.iter().enumerate() {
                    self.line(index, depth + 1);
                    self.value(inner, &format!("{at}/{index}"), wanted, depth + 1);
                }
                self.close(']', depth);
            }
            scalar => self.text.push_str(&scalar.to_string()),
        }
        if at == wanted {
            self.span = start..self.text.len();
        }
    }

    fn line(&mut self, index: usize, depth: usize) {
        self.text.push_str(if index == 0 { "\n" } else { ",\n" });
        self.text.push_str(&"  ".repeat(depth));
    }

    fn close(&mut self, bracket: char, depth: usize) {
        self.text.push('\n');
        self.text.push_str(&"  ".repeat(depth));
        self.text.push(bracket);
    }
}
