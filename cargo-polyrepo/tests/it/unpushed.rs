//! A release that the remote refused is finished by running it again: pushed as it is, or taken back
//! when the branch has moved on.

use std::process::Command;

use crate::scratch::Scratch;

const TAG: &str = "shared-models-v1.0.0";

/// A library that is committed and tagged as released, in a clone of a remote that has neither.
struct Unpushed {
    scratch: Scratch,
}

impl Unpushed {
    fn new() -> Self {
        let unpushed = Self { scratch: Scratch::new() };
        unpushed.git(".", &["branch", "--move", "--force", "main"]);
        unpushed.git(".", &["init", "--quiet", "--bare", "--initial-branch", "main", "target/remote"]);
        unpushed.git(".", &["remote", "add", "origin", &unpushed.scratch.path("target/remote").to_string_lossy()]);
        unpushed.git(".", &["push", "--quiet", "origin", "main"]);
        unpushed.git(".", &["commit", "--quiet", "--allow-empty", "--message", "shared-models: 1.0.0"]);
        unpushed.git(".", &["tag", TAG]);
        unpushed
    }

    fn git(&self, folder: &str, arguments: &[&str]) -> String {
        let mut git = Command::new("git");
        git.current_dir(self.scratch.path(folder)).args(arguments);
        for role in ["AUTHOR", "COMMITTER"] {
            git.env(format!("GIT_{role}_NAME"), "x").env(format!("GIT_{role}_EMAIL"), "x@x");
        }
        let output = git.output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }

    fn start(&self, arguments: &[&str]) -> crate::scratch::Ran {
        let mut command = self.scratch.polyrepo_command();
        command.args(["release", "start"]).args(arguments).output().unwrap().into()
    }

    fn remote(&self) -> String {
        self.git("target/remote", &["for-each-ref", "--format=%(refname) %(objectname)"])
    }
}

#[test]
fn it_is_pushed_with_branch_and_tag() {
    let unpushed = Unpushed::new();
    let before = unpushed.remote();
    unpushed.start(&[]).expect_success();
    assert_eq!(unpushed.remote(), before, "without --execute nothing is pushed");
    unpushed.start(&["--execute"]).expect_success();
    let head = unpushed.git(".", &["rev-parse", "HEAD"]);
    assert_eq!(unpushed.git("target/remote", &["rev-parse", "main"]), head);
    assert_eq!(unpushed.git("target/remote", &["rev-parse", TAG]), head);
}

#[test]
fn it_is_taken_back_when_the_branch_has_moved_on() {
    let unpushed = Unpushed::new();
    move_on(&unpushed);
    unpushed.start(&["--execute"]).expect_success();
    let theirs = unpushed.git("target/remote", &["rev-parse", "main"]);
    assert_eq!(unpushed.git(".", &["rev-parse", "HEAD"]), theirs);
    assert_eq!(unpushed.git(".", &["tag"]), "");
}

#[test]
fn other_work_is_not_thrown_away() {
    let unpushed = Unpushed::new();
    move_on(&unpushed);
    unpushed.git(".", &["commit", "--quiet", "--allow-empty", "--message", "work"]);
    let head = unpushed.git(".", &["rev-parse", "HEAD"]);
    let error = unpushed.start(&["--execute"]).expect_error(1);
    assert!(error.contains("more here than the release"), "{error}");
    assert_eq!(unpushed.git(".", &["rev-parse", "HEAD"]), head);
    assert_eq!(unpushed.git(".", &["tag"]).trim(), TAG);
}

/// Somebody else pushes.
fn move_on(unpushed: &Unpushed) {
    unpushed.git("target", &["clone", "--quiet", "remote", "colleague"]);
    unpushed.git("target/colleague", &["commit", "--quiet", "--allow-empty", "--message", "meanwhile"]);
    unpushed.git("target/colleague", &["push", "--quiet", "origin", "main"]);
}
