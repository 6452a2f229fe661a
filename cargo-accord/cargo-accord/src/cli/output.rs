//! Writing to standard output, which its reader may close.

use std::io::{self, Write};

use super::failure::Unusable;

/// Writes all at once. A reader that has seen enough, such as `head`, is no failure.
pub fn print(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), Unusable> {
    let mut text = Vec::new();
    let written = write(&mut text).and_then(|()| {
        let mut out = anstream::stdout().lock();
        out.write_all(&text)?;
        out.flush()
    });
    settle(written)
}

/// Takes a closed output for a quiet end.
pub fn settle(written: io::Result<()>) -> Result<(), Unusable> {
    match written {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        Err(error) => Err(Unusable::context("standard output", error)),
        Ok(()) => Ok(()),
    }
}

/// Says something on standard error that does not belong to the answer.
pub fn warn(text: &str) {
    let style = clap_cargo::style::WARN;
    // There is no place left for a message when standard error is closed too.
    let _ = writeln!(anstream::stderr(), "{style}warning{style:#}: {text}");
}
