//! The workflow of a folder, as that of a repository.

use std::path::Path;

use anyhow::Result;

use super::alone::write;
use crate::checkout::Checkout;
use crate::release::git;

/// Jobs that look at neighbours. A repository of its own asks those that run instead: `cargo accord
/// matrix --live URL`.
const OF_THE_CHECKOUT: [&str; 2] = ["system", "deploy-order"];

/// Copies the folder's workflow, if it has one.
pub(super) fn copy(checkout: &Checkout, folder: &str, repository: &Path) -> Result<()> {
    let path = format!(".github/workflows/{folder}.yml");
    match git(checkout.root(), &["show", &format!("HEAD:{path}")]) {
        Ok(text) => write(repository, &path, &alone(&text, folder)),
        Err(_) => Ok(()),
    }
}

/// Without path filters, without neighbours, with every path from the root.
fn alone(text: &str, folder: &str) -> String {
    let mut kept = String::new();
    let (mut in_paths, mut in_job) = (None, false);
    for line in text.lines() {
        let depth = line.len() - line.trim_start().len();
        if in_paths.is_some_and(|paths| depth > paths) {
            continue;
        }
        in_paths = (line.trim() == "paths:").then_some(depth);
        if in_paths.is_some() {
            continue;
        }
        if depth == 2 && line.ends_with(':') {
            in_job = OF_THE_CHECKOUT.contains(&line.trim().trim_end_matches(':'));
        } else if depth == 2 && line.trim_start().starts_with('#') {
            // A comment above the next job.
            in_job = false;
        }
        if !in_job {
            kept.push_str(&from_the_root(line, folder));
            kept.push('\n');
        }
    }
    kept
}

fn from_the_root(line: &str, folder: &str) -> String {
    let mut line = line
        .replace(&format!(" --manifest-path {folder}/Cargo.toml"), "")
        .replace(&format!("cargo xtask test {folder}"), "cargo xtask alone")
        .replace("cargo xtask review", "cargo xtask review .");
    if let Some((start, _)) = line.split_once("workspaces: ") {
        line = format!("{start}workspaces: . -> target");
    }
    for job in OF_THE_CHECKOUT {
        line = line.replace(&format!(", {job}"), "");
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "on:\n  pull_request:\n    paths:\n      - service-a/**\n  push:\n    branches: [main]\n    paths:\n      \
        - service-a/**\n\npermissions: {}\n\njobs:\n  test:\n    steps:\n      - uses: cache\n        with:\n          workspaces: \
        service-a -> ../target\n      - run: cargo xtask test service-a\n\n  system:\n    steps:\n      - run: cargo xtask test \
        system\n\n  # The one check.\n  gate:\n    needs: [test, system, deploy-order]\n";

    #[test]
    fn only_what_concerns_the_folder_stays() {
        assert_eq!(
            alone(TEXT, "service-a"),
            "on:\n  pull_request:\n  push:\n    branches: [main]\n\npermissions: {}\n\njobs:\n  test:\n    steps:\n      \
             - uses: cache\n        with:\n          workspaces: . -> target\n      - run: cargo xtask alone\n\n  # The one \
             check.\n  gate:\n    needs: [test]\n"
        );
    }
}
