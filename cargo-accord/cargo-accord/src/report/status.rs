//! Lines in the manner of cargo: a coloured verb, right-aligned.

use std::io::{self, Write};

use anstyle::{AnsiColor, Style};

/// How a line is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// Work that goes on, or good news.
    Good,
    /// Something to know.
    Note,
    /// Something to look at.
    Warning,
    /// Bad news.
    Bad,
}

impl Tone {
    fn style(self) -> Style {
        let colour = match self {
            Self::Good => AnsiColor::BrightGreen,
            Self::Note => AnsiColor::BrightCyan,
            Self::Warning => AnsiColor::BrightYellow,
            Self::Bad => AnsiColor::BrightRed,
        };
        colour.on_default().bold()
    }
}

/// Writes one line.
///
/// # Errors
///
/// When the output is closed.
pub fn status(out: &mut dyn Write, tone: Tone, verb: &str, text: &str) -> io::Result<()> {
    let style = tone.style();
    writeln!(out, "{style}{verb:>12}{style:#} {text}")
}
