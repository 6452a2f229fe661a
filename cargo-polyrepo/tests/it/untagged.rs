//! A clone that has come without tags is compared with the archived package.

use std::process::Command;

use crate::scratch::Scratch;

/// Prints how it was called.
const CARGO_RELEASE: &str = "#!/bin/sh\necho \"called with $*\"\n";

fn start(scratch: &Scratch) -> String {
    let tool = "target/cache/shared-models/tools/cargo-release-1.1.6/bin/cargo-release";
    scratch.write(tool, CARGO_RELEASE);
    assert!(Command::new("chmod").arg("+x").arg(scratch.path(tool)).status().unwrap().success());
    let mut command = scratch.polyrepo_command();
    command.args(["release", "start"]).env("XDG_CACHE_HOME", scratch.path("target/cache"));
    let ran: crate::scratch::Ran = command.output().unwrap().into();
    let ran = ran.expect_success();
    ran.stdout + &ran.stderr
}

#[test]
fn a_change_of_the_code_is_a_patch_and_no_change_is_nothing() {
    let scratch = Scratch::new();
    scratch.polyrepo(&["archive"]).expect_success();
    let unchanged = start(&scratch);
    assert!(unchanged.contains("shared-models is unchanged since 1.0.0"), "{unchanged}");
    scratch.say("two");
    scratch.commit();
    let changed = start(&scratch);
    assert!(changed.contains("called with release patch"), "{changed}");
}
