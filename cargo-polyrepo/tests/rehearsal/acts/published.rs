//! Publishing that fails: with a token that may not, with a registry that dies, with a version that
//! is there.

use std::fs;
use std::thread;
use std::time::Duration;

use anyhow::{Result, ensure};

use crate::library::{LIBRARY, Library};
use crate::stage::Stage;
use crate::state::State;

/// How often the registry's files are looked at.
const POLL_INTERVAL: Duration = Duration::from_millis(1);

/// An unknown token, and one that can only read.
///
/// # Errors
/// When something differs from what is expected.
pub(super) fn wrong_token(stage: &Stage) -> Result<()> {
    let library = Library::on(stage);
    let before = State::of(stage, LIBRARY)?;
    let stranger = stage.publisher.with_token("not-a-token-of-this-registry");
    let refused = stranger.cargo(&library.folder, "polyrepo release publish")?.refused("refused the token")?;
    before.is_unchanged(stage, LIBRARY)?;
    stage.timeline.tell("a wrong token is refused, and nothing is published", &refused.line_with("token"));
    let refused =
        stage.reader.cargo(&library.folder, "polyrepo release publish")?.refused("the release is not published")?;
    before.is_unchanged(stage, LIBRARY)?;
    stage.timeline.tell("so is a token that can only read", &refused.lines_from("Caused by", 4));
    Ok(())
}

/// The registry is killed while it stores what was uploaded.
///
/// # Errors
/// When something differs from what is expected.
pub(super) fn killed(stage: &Stage, version: &str) -> Result<()> {
    let library = Library::on(stage);
    let stored = stage.registry_data().join(format!("crates/{LIBRARY}-{version}.crate"));
    let mut publishing = stage.publisher.start_cargo(&library.folder, "polyrepo release publish")?;
    while !stored.exists() && !publishing.has_ended()? {
        thread::sleep(POLL_INTERVAL);
    }
    stage.kill_registry();
    let cut_off = publishing.wait()?.refused("run this again")?;
    stage.timeline.tell("the registry is killed while it stores the upload", &cut_off.line_with("error:"));
    stage.restart_registry()?;
    // Between storing and listing, it leaves a file that it does not know; before or after, nothing.
    let left = stored.exists() && !stage.listed(LIBRARY)?.iter().any(|(listed, ..)| listed == version);
    if left { mend(stage, &library, version) } else { library.publish(version).map(drop) }
}

/// The registry was cut off after it had stored the package and before it listed it.
///
/// # Errors
/// When something differs from what is expected.
pub(super) fn stored_and_not_listed(stage: &Stage, version: &str) -> Result<()> {
    let crates = stage.registry_data().join("crates");
    fs::write(crates.join(format!("{LIBRARY}-{version}.crate")), "what a crash has left")?;
    mend(stage, &Library::on(stage), version)
}

fn mend(stage: &Stage, library: &Library<'_>, version: &str) -> Result<()> {
    let before = State::of(stage, LIBRARY)?;
    let refused = library.cargo("polyrepo release publish")?.refused("version already exists")?;
    let refused = refused.says("cargo polyrepo registry mend")?;
    before.is_unchanged(stage, LIBRARY)?;
    let seen = [refused.line_with("already exists"), refused.line_with("error: ")].join("\n");
    stage.timeline.tell("the registry has stored what it does not list", &seen);
    stage.polyrepo("registry mend")?.succeeded()?.says("which was not listed")?;
    before.is_unchanged(stage, LIBRARY)?;
    library.publish(version)?;
    Ok(())
}

/// Published once more: the same bytes are fine, other bytes are not.
///
/// # Errors
/// When something differs from what is expected.
pub(super) fn there_already(stage: &Stage, version: &str) -> Result<()> {
    let library = Library::on(stage);
    let before = State::of(stage, LIBRARY)?;
    let again = library.cargo("polyrepo release publish")?.succeeded()?.says("with the same bytes")?;
    before.is_unchanged(stage, LIBRARY)?;
    stage.timeline.tell("published again, nothing happens", &again.line_with("same bytes"));

    // Somebody moves the tag to a commit of the same version with other files.
    let tag = format!("{LIBRARY}-v{version}");
    let commit = library.git(&["rev-parse", &format!("{tag}^{{commit}}")])?;
    library.git(&["commit", "--quiet", "--allow-empty", "--message", "later"])?;
    library.git(&["tag", "--force", &tag])?;
    library.git(&["reset", "--quiet", "--hard", commit.trim()])?;
    let moved = State::of(stage, LIBRARY)?;
    let refused = library.cargo("polyrepo release publish")?.refused("the registry has another")?;
    moved.is_unchanged(stage, LIBRARY)?;
    stage.timeline.tell("other bytes under the same version stop it", &refused.line_with("another"));
    library.git(&["fetch", "--quiet", "--force", "origin", &format!("refs/tags/{tag}:refs/tags/{tag}")])?;
    before.is_unchanged(stage, LIBRARY)?;
    ensure!(library.version()? == version, "expected {version} to stay; came {}", library.version()?);
    Ok(())
}
