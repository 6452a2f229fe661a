//! The change as a pull request.

use std::fs;
use std::process::Command;

use anyhow::{Context as _, Result, bail};

use crate::checkout::Checkout;
use crate::process;
use crate::progress::Progress;
use crate::release::{LIBRARY, git, judgement};
use crate::service::Service;

/// One service, one release.
#[derive(Debug)]
pub(super) struct Proposal {
    service: String,
    from: String,
    to: String,
    major: bool,
}

impl Proposal {
    pub(super) fn new(service: &str, from: &str, to: &str, major: bool) -> Self {
        Self { service: service.to_owned(), from: from.to_owned(), to: to.to_owned(), major }
    }

    /// The same for every run, so that a second one does not open a second pull request.
    fn branch_name(&self) -> String {
        format!("bump/{}-{LIBRARY}-{}", self.service, self.to)
    }

    fn title(&self) -> String {
        format!("{}: {LIBRARY} {}", self.service, self.to)
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

    /// What the reviewer reads: what changed in the contract, and who has to move first.
    pub(super) fn body(&self, checkout: &Checkout) -> Result<String> {
        let library = checkout.folder(LIBRARY);
        let source = |version: &str| format!("registry:{version}");
        let mut body = format!("Moves {} from {LIBRARY} {} to {}.\n", self.service, self.from, self.to);
        if self.major {
            body.push_str(
                "\n**A major step: a draft.** The code has to follow first. What each change means is below, and what to \
                 write instead is in the changelog of the library.\n",
            );
        }
        let changes = judgement(checkout, &library, &["changelog", &source(&self.from), &source(&self.to)])?;
        body.push_str(&format!("\n## What changes\n\n{changes}\n"));
        let set = format!("{LIBRARY}@{}", self.to);
        let mut question = vec!["can-i-deploy", "--set", &set, "--for", &self.service];
        for service in Service::ALL {
            question.extend(["--service", service.folder()]);
        }
        let verdict = judgement(checkout, checkout.root(), &question)?;
        body.push_str(&format!("\n## Can it be deployed?\n\n```text\n{}\n```\n", verdict.trim_end()));
        Ok(body)
    }

    /// Commits, pushes and opens it; one that is open already gets the new text.
    pub(super) fn open(&self, checkout: &Checkout, body: &str) -> Result<()> {
        let (root, branch) = (checkout.root(), self.branch_name());
        git(root, &["add", "--", &self.service])?;
        git(root, &["commit", "--quiet", "-m", &self.title()])?;
        git(root, &["push", "--quiet", "--force", "origin", &branch])?;
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
