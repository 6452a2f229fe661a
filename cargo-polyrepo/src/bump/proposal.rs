//! The change as a pull request.

use std::fs;
use std::process::Command;

use anyhow::{Context as _, Result, bail};

use crate::checkout::Checkout;
use crate::git::git;
use crate::process;
use crate::progress::Progress;
use crate::release::{judgement, matrix_of};

/// One service, one release.
#[derive(Debug)]
pub(super) struct Proposal {
    pub(super) folder: String,
    pub(super) service: String,
    pub(super) library: String,
    pub(super) from: String,
    pub(super) to: String,
    pub(super) major: bool,
}

impl Proposal {
    /// The same for every run, so that a second one does not open a second pull request.
    fn branch_name(&self) -> String {
        format!("bump/{}-{}-{}", self.service, self.library, self.to)
    }

    /// What it is called: in a commit, in a list of pull requests.
    pub(super) fn title(&self) -> String {
        format!("{}: {} {} instead of {}", self.service, self.library, self.to, self.from)
    }

    /// Begins the branch, from a clean work tree.
    pub(super) fn branch(&self, checkout: &Checkout) -> Result<()> {
        let changes = git(checkout.root(), &["status", "--porcelain"])?;
        if !changes.trim().is_empty() {
            bail!("the work tree has changes, and they would become part of the pull request; commit them first");
        }
        git(checkout.root(), &["switch", "--quiet", "--force-create", &self.branch_name()])?;
        Ok(())
    }

    /// Whether it can be deployed beside what runs, and in which order.
    pub(super) fn verdict(&self, checkout: &Checkout, neighbours: &[String]) -> Result<String> {
        let set = format!("{}@{}", self.library, self.to);
        let mut question: Vec<String> =
            ["can-i-deploy", "--set", &set, "--for", &self.service].map(str::to_owned).to_vec();
        if checkout.is_alone() {
            question.extend(["--service".to_owned(), self.folder.clone()]);
        } else {
            question.extend(matrix_of(checkout)?);
        }
        for neighbour in neighbours {
            let is_url = neighbour.starts_with("http://") || neighbour.starts_with("https://");
            question.extend([if is_url { "--live" } else { "--service" }.to_owned(), neighbour.clone()]);
        }
        let question: Vec<&str> = question.iter().map(String::as_str).collect();
        let mut verdict = judgement(checkout, checkout.root(), &question)?;
        if checkout.is_alone() && neighbours.is_empty() {
            verdict.push_str("No neighbour was asked: name each with --neighbour.\n");
        }
        Ok(verdict)
    }

    /// The text for the reviewer: what changed, and which service has to move first.
    pub(super) fn body(&self, changes: &str, verdict: Option<&str>) -> String {
        let mut body = format!("Moves {} from {} {} to {}.\n", self.service, self.library, self.from, self.to);
        if self.major {
            body.push_str(
                "\n**A major step: a draft.** The code has to follow first. What each change means is below, and what to \
                 write instead is in the changelog of the library.\n",
            );
        }
        body.push_str(&format!("\n## What changes\n\n{changes}\n"));
        body.push_str("\n## Can it be deployed?\n\n");
        match verdict {
            Some(verdict) => body.push_str(&format!("```text\n{}\n```\n", verdict.trim_end())),
            None => {
                body.push_str("The library has no contract: what services say to each other does not change with it.\n")
            }
        }
        body
    }

    /// Commits and pushes the branch.
    pub(super) fn push(&self, checkout: &Checkout) -> Result<()> {
        let root = checkout.root();
        git(root, &["add", "--", &self.folder])?;
        git(root, &["commit", "--quiet", "-m", &self.title()])?;
        git(root, &["push", "--quiet", "--force", "origin", &self.branch_name()])?;
        Progress::new().line("Pushed", &self.branch_name());
        Ok(())
    }

    /// Opens the pull request; one that is open already gets the new text.
    pub(super) fn open(&self, checkout: &Checkout, body: &str) -> Result<()> {
        let (root, branch) = (checkout.root(), self.branch_name());
        let file = checkout.target().join("pull-request.md");
        fs::write(&file, body).with_context(|| format!("failed to write {}", file.display()))?;
        let file = file.to_string_lossy();
        let title = self.title();
        let mut edit = Command::new("gh");
        edit.current_dir(root).args(["pr", "edit", &branch, "--title", &title, "--body-file", &file]);
        if process::capture(&mut edit).is_err() {
            let mut create = Command::new("gh");
            create.current_dir(root).args(["pr", "create", "--base", "main", "--head", &branch]);
            create.args(["--title", &title, "--body-file", &file]);
            if self.major {
                create.arg("--draft");
            }
            process::capture(&mut create)?;
        }
        Progress::new().line("Proposed", &title);
        Ok(())
    }
}
