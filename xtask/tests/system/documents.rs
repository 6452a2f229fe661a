//! A command that a document shows exists.

use std::fs;

use cargo_polyrepo::checkout::Checkout;
use clap::CommandFactory as _;
use xtask::cli::Cli;
use xtask::service;

/// The lines of a document's shell blocks, without prompts.
fn shell_lines(text: &str) -> Vec<String> {
    let mut lines = Vec::new();
    // The language of the block we are in.
    let mut block: Option<&str> = None;
    for line in text.lines() {
        if let Some(language) = line.trim().strip_prefix("```") {
            block = if block.is_some() { None } else { Some(language.trim()) };
        } else if block.is_some_and(|language| ["sh", "bash", "console", "shell"].contains(&language)) {
            lines.push(line.trim().trim_start_matches("$ ").to_owned());
        }
    }
    lines
}

/// What is after `cargo xtask` is looked up in the command line itself.
fn is_a_task(words: &[&str]) -> bool {
    let mut command = Cli::command();
    for word in words.iter().take_while(|word| !word.starts_with('-')) {
        let Some(found) = command.find_subcommand(word).cloned() else {
            return !command.has_subcommands();
        };
        command = found;
    }
    // `cargo xtask db` alone says nothing.
    !command.has_subcommands() || words.contains(&"--help")
}

#[test]
fn tasks_in_documents_exist() {
    let checkout = Checkout::find().unwrap();
    let documents = [
        "README.md",
        "VERSIONING.md",
        "xtask/README.md",
        "registry-config/README.md",
        "shared-models/README.md",
        "cargo-accord/README.md",
    ];
    let services = services::folders(&checkout).unwrap().into_iter().map(|service| format!("{service}/README.md"));
    let mut found = 0;
    for document in documents.into_iter().map(str::to_owned).chain(services) {
        let Ok(text) = fs::read_to_string(checkout.root().join(&document)) else { continue };
        for line in shell_lines(&text) {
            let line = line.split(" #").next().unwrap_or_default();
            let Some((_, rest)) = line.split_once("cargo xtask") else { continue };
            // Within `$(…)`, or before a pipe.
            let own = rest.split([')', '|', ';', '&', '>']).next().unwrap_or_default();
            let words: Vec<&str> = own.split_whitespace().collect();
            assert!(is_a_task(&words), "{document}: there is no `{line}`");
            found += 1;
        }
    }
    assert!(found > 0);
}

#[test]
fn paths_in_the_two_documents_of_a_newcomer_exist() {
    let checkout = Checkout::find().unwrap();
    for document in ["README.md", "VERSIONING.md"] {
        let Ok(text) = fs::read_to_string(checkout.root().join(document)) else { continue };
        for target in text.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            let path = target.split('#').next().unwrap_or_default();
            let local = !path.is_empty() && !path.contains("://");
            assert!(!local || checkout.root().join(path).exists(), "{document} links to {path}");
        }
    }
}
