//! The commands of this repository: `cargo xtask`, `cargo polyrepo`, `cargo accord`.

use clap::{Command, CommandFactory as _};

/// The subcommands of `cargo accord`. Its package is not linked here: it takes minutes to build.
const ACCORD: [&str; 11] = [
    "bump",
    "can-i-deploy",
    "changelog",
    "check",
    "explain",
    "help",
    "history",
    "matrix",
    "rules",
    "snapshot",
    "subschema",
];

/// The command line of a tool that is linked here.
pub fn tool(name: &str) -> Option<Command> {
    match name {
        "xtask" => Some(xtask::cli::Cli::command()),
        "polyrepo" => Some(cargo_polyrepo::cli::Cli::command()),
        _ => None,
    }
}

/// Whether the tool has the subcommand that these words begin with.
pub fn is_known(name: &str, words: &[&str]) -> bool {
    let Some(mut command) = tool(name) else {
        return name == "accord" && words.first().is_none_or(|word| word.starts_with('-') || ACCORD.contains(word));
    };
    for word in words.iter().take_while(|word| !word.starts_with('-')) {
        let Some(found) = command.find_subcommand(word).cloned() else {
            return !command.has_subcommands();
        };
        command = found;
    }
    // A subcommand is missing, as in `cargo xtask db`.
    !command.has_subcommands() || words.contains(&"--help")
}
