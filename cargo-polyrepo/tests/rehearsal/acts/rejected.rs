//! A push that the remote rejects: branch and tag arrive both or neither, and running it again
//! finishes.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;

use anyhow::{Result, ensure};

use crate::edit;
use crate::library::{LIBRARY, Library};
use crate::stage::Stage;
use crate::state::State;

/// What the remote's administrator has set up.
const FREEZE: &str = "#!/bin/sh\necho 'main is frozen until Monday' >&2\nexit 1\n";

/// By a rule of the remote. Returns the version, which is pushed and not published.
///
/// # Errors
/// When something differs from what is expected.
pub(super) fn by_a_rule(stage: &Stage) -> Result<String> {
    let library = Library::on(stage);
    let hook = stage.remote(LIBRARY).join("hooks/pre-receive");
    if let Some(hooks) = hook.parent() {
        fs::create_dir_all(hooks)?;
    }
    fs::write(&hook, FREEZE)?;
    fs::set_permissions(&hook, fs::Permissions::from_mode(0o755))?;
    let before = State::of(stage, LIBRARY)?;
    let refused = library.cargo("release minor --execute --no-confirm")?.refused("main is frozen until Monday")?;
    before.is_elsewhere_unchanged(stage, LIBRARY)?;
    let version = library.version()?;
    stage
        .timeline
        .tell(&format!("the remote refuses {version}: it has neither branch nor tag"), &refused.line_with("frozen"));

    let held = State::of(stage, LIBRARY)?;
    let refused = library.cargo("release minor --execute --no-confirm")?.refused("not pushed; finish it first")?;
    held.is_unchanged(stage, LIBRARY)?;
    stage
        .timeline
        .tell("the next release is refused until this one is finished", &refused.line_with("finish it first"));

    fs::remove_file(&hook)?;
    library.cargo("polyrepo release start --execute")?.succeeded()?.says("which an earlier attempt had made")?;
    library.is_pushed(&version)?;
    Ok(version)
}

/// By another push that came first. Returns the version, which is pushed and not published.
///
/// # Errors
/// When something differs from what is expected.
pub(super) fn by_a_colleague(stage: &Stage) -> Result<String> {
    let library = Library::on(stage);
    note(stage, &library.folder, "Fixes a word in the documentation.")?;
    colleague(stage)?;
    let before = State::of(stage, LIBRARY)?;
    let refused = library.cargo("release patch --execute --no-confirm")?.refused("rejected")?;
    before.is_elsewhere_unchanged(stage, LIBRARY)?;
    let version = library.version()?;
    stage.timeline.tell(
        &format!("another push came first: the remote has no {version}, neither branch nor tag"),
        &refused.line_with("rejected"),
    );

    let again = library.cargo("polyrepo release start --level patch --execute")?.succeeded()?.says("took back")?;
    ensure!(library.version()? == version, "expected {version} again; came {}", library.version()?);
    let log = library.git(&["log", "-2", "--format=%s"])?;
    ensure!(log.contains("colleague"), "expected the release on top of what came in between; came {log}");
    stage.timeline.tell("run again, it is made anew on top of that", &again.line_with("Took back"));
    library.is_pushed(&version)?;
    Ok(version)
}

/// Another clone, another commit.
fn colleague(stage: &Stage) -> Result<()> {
    let folder = stage.directory.join("colleague");
    let remote = stage.remote(LIBRARY);
    let git = |folder: &Path, arguments: &[&str]| stage.publisher.git(folder, arguments);
    git(&stage.directory, &["clone", "--quiet", &remote.to_string_lossy(), "colleague"])?;
    git(&folder, &["config", "user.name", "Colleague"])?;
    git(&folder, &["config", "user.email", "colleague@example.com"])?;
    git(&folder, &["commit", "--quiet", "--allow-empty", "--message", "a colleague's commit"])?;
    git(&folder, &["push", "--quiet", "origin", "main"])?;
    Ok(())
}

/// Something to release: a word in the changelog.
pub(super) fn note(stage: &Stage, folder: &Path, text: &str) -> Result<()> {
    let heading = "## [Unreleased] - ReleaseDate\n";
    edit::replace(&folder.join("CHANGELOG.md"), heading, &format!("{heading}\n- {text}\n"))?;
    stage.publisher.git(folder, &["commit", "--quiet", "--all", "--message", "documentation: a word"])?;
    stage.publisher.git(folder, &["push", "--quiet", "origin", "HEAD"])?;
    Ok(())
}
