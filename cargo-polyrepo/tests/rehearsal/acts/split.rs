//! The checkout becomes repositories; both services build from the registry.

use std::fs;

use anyhow::{Result, ensure};
use cargo_polyrepo::address;

use crate::stage::Stage;

/// Plays it.
///
/// # Errors
/// When something differs from what is expected.
pub(super) fn play(stage: &Stage) -> Result<()> {
    let root = stage.checkout.root();
    let git = |arguments: &[&str]| stage.publisher.git(root, arguments);
    // CI may have checked out a commit and no branch.
    git(&["switch", "--quiet", "--force-create", "main"])?;
    let (packaged, index) = (address::configured(&stage.checkout)?, stage.registry.index());
    stage.polyrepo(&format!("registry address {index}"))?.succeeded()?;
    git(&["commit", "--quiet", "--all", "--message", "registry: the address of the rehearsal"])?;
    stage.timeline.tell("the checkout has the address of its registry", &git(&["show", "--stat", "--format=%s"])?);

    stage.polyrepo("registry seed")?.succeeded()?;
    let status = stage.polyrepo("registry status")?.succeeded()?.says("shared-models: 1.0.0")?;
    stage.timeline.tell("the registry has the archive's releases", &status.lines_from("accord", usize::MAX));

    stage.polyrepo("split --out ../repositories")?.succeeded()?;
    let names = repositories(stage)?;
    stage.stand_in(&packaged)?;
    for name in &names {
        push(stage, name)?;
        let copied = stage.repository(name).join("xtask").exists();
        ensure!(!copied, "{name}: expected no task of the checkout in it");
    }
    stage.timeline.tell(&format!("{} repositories, each pushed to its remote", names.len()), &names.join(", "));

    for name in ["service-a", "service-b"] {
        builds(stage, name)?;
    }
    Ok(())
}

/// A service builds from the registry, with every library of ours that it has locked.
///
/// # Errors
/// When it does not, or one comes from elsewhere.
pub(super) fn builds(stage: &Stage, name: &str) -> Result<()> {
    let folder = stage.repository(name);
    let lock = fs::read_to_string(folder.join("Cargo.lock"))?;
    stage.forget_downloads();
    let ran = stage.reader.cargo(&folder, "build --locked")?.succeeded()?;
    let mut seen = Vec::new();
    for library in ["shared-models", "service-chassis"] {
        if lock.contains(&format!("name = \"{library}\"\n")) {
            let downloaded = ran.line_with(&format!("Downloaded {library} v"));
            let expected = format!("{library} to be downloaded from the registry");
            ensure!(downloaded.contains("kellnr"), ran.unexpected(&expected));
            seen.push(downloaded);
        }
    }
    stage.timeline.tell(&format!("{name} builds from the registry with --locked"), &seen.join("\n"));
    Ok(())
}

fn repositories(stage: &Stage) -> Result<Vec<String>> {
    let entries = fs::read_dir(stage.directory.join("repositories"))?.flatten();
    let mut names: Vec<String> = entries.filter_map(|entry| entry.file_name().into_string().ok()).collect();
    names.sort();
    Ok(names)
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
