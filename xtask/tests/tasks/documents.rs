//! Commands and paths in documents exist.

use std::fs;
use std::process::Command;

use cargo_polyrepo::checkout::Checkout;

use crate::commands::is_known;

/// All documents but those about the past.
fn documents(checkout: &Checkout) -> Vec<String> {
    let mut git = Command::new("git");
    git.current_dir(checkout.root()).args(["ls-files", "--cached", "--others", "--exclude-standard", "*.md"]);
    let output = git.output().unwrap();
    let files = String::from_utf8(output.stdout).unwrap();
    let past = |file: &&str| file.ends_with("CHANGELOG.md") || file.starts_with("docs/adr/");
    files.lines().filter(|file| !past(file)).map(str::to_owned).collect()
}

/// The lines of a document's shell blocks, without prompts and comments.
fn shell_lines(text: &str) -> Vec<String> {
    let mut lines = Vec::new();
    // The language of the current block.
    let mut block: Option<&str> = None;
    for line in text.lines() {
        if let Some(language) = line.trim().strip_prefix("```") {
            block = if block.is_some() { None } else { Some(language.trim()) };
        } else if block.is_some_and(|language| ["sh", "bash", "console", "shell"].contains(&language)) {
            let line = line.trim().trim_start_matches("$ ");
            lines.push(line.split(" #").next().unwrap_or_default().to_owned());
        }
    }
    lines
}

#[test]
fn commands_in_documents_exist() {
    let checkout = Checkout::find().unwrap();
    let documents = documents(&checkout);
    for required in ["README.md", "CONTRIBUTING.md", "VERSIONING.md", "xtask/README.md", "cargo-polyrepo/README.md"] {
        assert!(documents.iter().any(|document| document == required), "there is no {required}");
    }
    let mut found = 0;
    for document in documents {
        let Ok(text) = fs::read_to_string(checkout.root().join(&document)) else { continue };
        for line in shell_lines(&text) {
            for tool in ["xtask", "polyrepo", "accord"] {
                let Some((_, rest)) = line.split_once(&format!("cargo {tool}")) else { continue };
                // Ends with `$(…)` or a pipe.
                let arguments = rest.split([')', '|', ';', '&', '>']).next().unwrap_or_default();
                let words: Vec<&str> = arguments.split_whitespace().collect();
                assert!(is_known(tool, &words), "{document}: there is no `{line}`");
                found += 1;
            }
        }
    }
    assert!(found > 20, "only {found} commands");
}

#[test]
fn paths_in_the_documents_of_a_newcomer_exist() {
    let checkout = Checkout::find().unwrap();
    for document in ["README.md", "VERSIONING.md", "CONTRIBUTING.md", "SECURITY.md"] {
        let text = fs::read_to_string(checkout.root().join(document)).unwrap();
        for target in text.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            let path = target.split('#').next().unwrap_or_default();
            let local = !path.is_empty() && !path.contains("://");
            assert!(!local || checkout.root().join(path).exists(), "{document} links to {path}");
        }
    }
}
