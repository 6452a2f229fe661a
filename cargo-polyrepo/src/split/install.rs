//! Installing the tools in a workflow: nothing of this checkout is beside the repository.

use anyhow::{Context as _, Result};

use crate::archive::Releases;
use crate::checkout::Checkout;
use crate::package::Package;

/// The tools by the command that asks for them.
const TOOLS: [(&str, &str); 2] = [("cargo polyrepo ", "cargo-polyrepo"), ("cargo accord ", "cargo-accord")];

/// The tools, each at the version that the repository is written for.
#[derive(Debug)]
pub(super) struct Tools {
    versions: Vec<(&'static str, &'static str, String)>,
}

impl Tools {
    /// The newest releases; of a tool without one, the version that is released next.
    ///
    /// # Errors
    /// When a tool is neither released nor here.
    pub(super) fn of(checkout: &Checkout) -> Result<Self> {
        let releases = Releases::at(checkout.folder("registry-config/releases"));
        let mut versions = Vec::new();
        for (command, name) in TOOLS {
            let version = match releases.newest(name)? {
                Some(version) => version,
                None => Package::find(checkout, Some(name)).context("the repositories need it")?.version,
            };
            versions.push((command, name, version));
        }
        Ok(Self { versions })
    }

    /// A workflow with a step that installs a tool, in each job, before the first step that calls it.
    pub(super) fn installed_in(&self, workflow: &str) -> String {
        let mut text = String::with_capacity(workflow.len());
        let mut missing: Vec<_> = self.versions.iter().collect();
        for block in blocks(workflow) {
            if is_job(block) {
                missing = self.versions.iter().collect();
            }
            if block.lines().any(|line| line.starts_with(STEP)) {
                // `cargo release` asks the gate, which judges the contract.
                let calls = |command: &str| block.contains(command) || block.contains("cargo polyrepo release");
                for (_, name, version) in missing.extract_if(.., |(command, ..)| calls(command)) {
                    text.push_str(&format!(
                        "{STEP}run: cargo install {name} --version {version} --registry kellnr --locked\n"
                    ));
                }
            }
            text.push_str(block);
        }
        text
    }
}

/// How a step begins.
const STEP: &str = "      - ";

/// The lines of a workflow, those of one step together with the comment above it.
fn blocks(workflow: &str) -> Vec<&str> {
    let mut starts = vec![0];
    let mut offset = 0;
    let (mut in_comment, mut in_step) = (false, false);
    for line in workflow.split_inclusive('\n') {
        let (is_comment, is_step) = (line.starts_with("      # "), line.starts_with(STEP));
        let is_deeper = line.starts_with("        ");
        if !(in_comment && (is_comment || is_step) || in_step && is_deeper) {
            starts.push(offset);
            in_step = false;
        }
        in_step |= is_step;
        in_comment = is_comment;
        offset += line.len();
    }
    starts.push(offset);
    starts.windows(2).map(|range| &workflow[range[0]..range[1]]).filter(|block| !block.is_empty()).collect()
}

fn is_job(block: &str) -> bool {
    block.starts_with("  ") && !block.starts_with("   ") && block.trim_end().ends_with(':')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tool_is_installed_once_in_each_job_that_calls_it() {
        let versions = vec![
            ("cargo polyrepo ", "cargo-polyrepo", "0.1.0".to_owned()),
            ("cargo accord ", "cargo-accord", "0.2.0".to_owned()),
        ];
        let text = "jobs:\n  a:\n    steps:\n      - uses: checkout\n        with:\n          x: y\n      # All.\n      - run: cargo polyrepo \
            test\n      - run: cargo polyrepo test\n\n  b:\n    steps:\n      - run: |\n          cargo accord check\n  c:\n    \
            steps:\n      - run: cargo doc\n";
        assert_eq!(
            Tools { versions }.installed_in(text),
            "jobs:\n  a:\n    steps:\n      - uses: checkout\n        with:\n          x: y\n      - run: cargo install \
             cargo-polyrepo --version 0.1.0 --registry kellnr --locked\n      # All.\n      - run: cargo polyrepo test\n      - run: cargo \
             polyrepo test\n\n  b:\n    steps:\n      - run: cargo install cargo-accord --version 0.2.0 --registry kellnr \
             --locked\n      - run: |\n          cargo accord check\n  c:\n    steps:\n      - run: cargo doc\n"
        );
    }
}
