//! The checkout becomes repositories; both services build from the registry.

use anyhow::{Result, ensure};

use crate::rehearse::stage::Stage;

/// The repositories.
const REPOSITORIES: [&str; 5] = ["shared-models", "service-a", "service-b", "cargo-accord", "registry-config"];

/// Plays it.
///
/// # Errors
/// When something goes otherwise than expected.
pub(super) fn play(stage: &Stage) -> Result<()> {
    let root = stage.checkout.root();
    let git = |arguments: &[&str]| stage.publisher.git(root, arguments);
    // CI may have checked out a commit and no branch.
    git(&["switch", "--quiet", "--force-create", "main"])?;
    let index = stage.registry.index();
    stage.xtask(&format!("registry address {index}"))?.succeeded()?;
    git(&["commit", "--quiet", "--all", "--message", "registry: the address of our own"])?;
    stage.timeline.tell("the checkout has the address of its registry", &git(&["show", "--stat", "--format=%s"])?);

    stage.xtask("registry seed")?.succeeded()?;
    let listed: Vec<String> = stage.listed("shared-models")?.into_iter().map(|(version, ..)| version).collect();
    stage.timeline.tell("the registry has the archive's releases", &format!("index: {}", listed.join(", ")));

    stage.xtask("split --out ../repositories")?.succeeded()?;
    for name in REPOSITORIES {
        push(stage, name)?;
    }
    stage.timeline.tell("five repositories, each pushed to its remote", &REPOSITORIES.join(", "));

    for name in ["service-a", "service-b"] {
        let folder = stage.repository(name);
        let ran = stage.reader.cargo(&folder, "build --locked")?.succeeded()?;
        let downloaded = ran.line_with("Downloaded shared-models");
        ensure!(downloaded.contains("kellnr"), ran.unexpected("shared-models to be downloaded from the registry"));
        stage.timeline.tell(&format!("{name} builds from the registry with --locked"), &downloaded);
    }
    Ok(())
}

fn push(stage: &Stage, name: &str) -> Result<()> {
    let (folder, remote) = (stage.repository(name), stage.remote(name));
    let remote = remote.to_string_lossy();
    let git = |arguments: &[&str]| stage.publisher.git(&folder, arguments);
    git(&["init", "--quiet", "--bare", "--initial-branch", "main", &remote])?;
    git(&["config", "user.name", "Rehearsal"])?;
    git(&["config", "user.email", "rehearsal@example.com"])?;
    git(&["remote", "add", "origin", &remote])?;
    git(&["push", "--quiet", "--set-upstream", "origin", "main", "--tags"])?;
    let status = git(&["status", "--porcelain"])?;
    ensure!(status.is_empty(), "{name}: expected a clean work tree; came:\n{status}");
    Ok(())
}
