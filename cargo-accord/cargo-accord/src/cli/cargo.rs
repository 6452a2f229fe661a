//! Running cargo, so that its configuration, credentials and cache apply.

use std::path::Path;
use std::process::Command;

use cargo_metadata::Metadata;

use super::failure::Unusable;

/// The cargo that runs this command, or the one in `PATH`.
pub fn cargo() -> Command {
    Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// Runs `cargo metadata` in a directory; what it says on failure becomes one line.
pub fn metadata(directory: &Path, arguments: &[&str]) -> Result<Metadata, Unusable> {
    let mut command = cargo();
    command.args(["metadata", "--format-version", "1", "--color", "never"]).args(arguments);
    // Configuration is searched from the working directory upwards.
    command.current_dir(directory);
    let output = command.output().map_err(|error| Unusable::context("cannot run cargo", error))?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        return Err(Unusable(format!("{}: cargo: {}", directory.display(), essence(&said))));
    }
    let text = String::from_utf8_lossy(&output.stdout);
    cargo_metadata::MetadataCommand::parse(text)
        .map_err(|error| Unusable::context("cannot read the output of cargo metadata", error))
}

/// The error and its causes, without progress and advice.
fn essence(said: &str) -> String {
    let mut parts = Vec::new();
    let mut lines = said.lines().skip_while(|line| !line.starts_with("error")).peekable();
    while let Some(line) = lines.next() {
        let line = line.trim();
        if line == "Caused by:" {
            continue;
        }
        if line.starts_with("help:") || line.starts_with("note:") {
            break;
        }
        if !line.is_empty() {
            parts.push(line.strip_prefix("error: ").unwrap_or(line).to_owned());
        }
        if lines.peek().is_none() {
            break;
        }
    }
    match parts.is_empty() {
        true => said.trim().replace('\n', "; "),
        false => parts.join(": "),
    }
}
