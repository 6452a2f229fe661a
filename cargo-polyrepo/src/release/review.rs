//! `cargo polyrepo release review`: the verdict on a change, where a reviewer reads it.

use std::env;
use std::fs::{self, OpenOptions};
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, ExitCode};

use anyhow::{Context as _, Result};

use super::api;
use super::judge::Judge;
use crate::checkout::Checkout;
use crate::package::Package;
use crate::process;
use crate::progress::Progress;

/// What to judge, and where to write it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Review {
    pub(super) api: bool,
    pub(super) comment: bool,
}

/// Judges a package: annotations and a summary in a workflow, text elsewhere, and a comment on the pull request when that
/// is wanted. Exit code 1 when the version does not allow the change.
///
/// # Errors
/// When it cannot be judged.
pub(super) fn review(checkout: &Checkout, package: &Package, how: Review) -> Result<ExitCode> {
    if !package.has_contract() {
        if how.api {
            return api::judge(checkout, package);
        }
        Progress::new()
            .line("Nothing", &format!("to judge: {} has no contract; --api judges its Rust API", package.name));
        return Ok(ExitCode::SUCCESS);
    }
    let judge = Judge::ensure(checkout)?;
    let in_workflow = env::var_os("GITHUB_ACTIONS").is_some();
    let mut check = judge.command(&package.folder);
    check.args(["check", "--format", if in_workflow { "github" } else { "human" }]);
    if how.api {
        check.arg("--api");
        api::SEMVER_CHECKS.provide(&mut check)?;
    }
    let code = process::status(&mut check)?;
    let markdown = judge
        .command(&package.folder)
        .args(["check", "--format", "markdown"])
        .output()
        .context("failed to start cargo accord")?;
    if let Some(summary) = env::var_os("GITHUB_STEP_SUMMARY") {
        let file = OpenOptions::new().append(true).create(true).open(summary);
        file.and_then(|mut file| file.write_all(&markdown.stdout)).context("failed to write the summary")?;
    }
    if how.comment {
        // A change from a fork has no right to comment; the annotations are there all the same.
        if let Err(error) = post(checkout.root(), &checkout.target().join("review.md"), &markdown.stdout) {
            eprintln!("warning: the verdict was not posted: {error:#}");
        }
    }
    Ok(ExitCode::from(code))
}

/// One comment for each pull request, rewritten at each push.
fn post(root: &Path, file: &Path, text: &[u8]) -> Result<()> {
    let reference = env::var("GITHUB_REF").context("GITHUB_REF is not set: this is not a workflow")?;
    let number = pull_request(&reference).with_context(|| format!("{reference} is not a pull request"))?;
    fs::write(file, text)?;
    let mut gh = Command::new("gh");
    gh.current_dir(root).args(["pr", "comment", number, "--edit-last", "--create-if-none", "--body-file"]).arg(file);
    process::capture(&mut gh)?;
    Ok(())
}

fn pull_request(reference: &str) -> Option<&str> {
    reference.strip_prefix("refs/pull/")?.split('/').next()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn number_is_in_the_reference() {
        assert_eq!(pull_request("refs/pull/12/merge"), Some("12"));
        assert_eq!(pull_request("refs/heads/main"), None);
    }
}
