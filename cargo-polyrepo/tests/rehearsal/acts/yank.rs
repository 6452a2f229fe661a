//! A release of an older major is wrong: a fix follows it, then it is yanked.

use std::fs;

use anyhow::{Result, ensure};

use super::rejected::note;
use crate::library::{LIBRARY, Library};
use crate::stage::Stage;

/// Plays it; `wrong` is what service-b has locked.
///
/// # Errors
/// When something differs from what is expected.
pub(super) fn play(stage: &Stage, wrong: &str) -> Result<()> {
    let library = Library::on(stage);
    let branch = format!("{}.x", wrong.split('.').next().unwrap_or_default());
    library.git(&["switch", "--quiet", "--create", &branch, &format!("{LIBRARY}-v{wrong}")])?;
    library.git(&["push", "--quiet", "--set-upstream", "origin", &branch])?;
    note(stage, &library.folder, "Undoes what was wrong.")?;
    let right = library.release("patch")?;
    library.publish(&right)?;

    library.cargo(&format!("polyrepo release yank {wrong}"))?.succeeded()?;
    let yanked: Vec<String> =
        stage.listed(LIBRARY)?.into_iter().filter(|(.., yanked)| *yanked).map(|(version, ..)| version).collect();
    ensure!(yanked == [wrong], "expected {wrong} to be yanked and nothing else; came {yanked:?}");
    stage.timeline.tell(&format!("{wrong} is yanked"), &format!("index: {wrong} yanked"));

    skipped(stage, wrong)?;
    locked(stage, wrong, &right)
}

/// A lock file that is made now does not get it.
fn skipped(stage: &Stage, wrong: &str) -> Result<()> {
    let folder = stage.directory.join("newcomer");
    fs::create_dir_all(folder.join(".cargo"))?;
    fs::copy(stage.repository("service-b").join(".cargo/config.toml"), folder.join(".cargo/config.toml"))?;
    fs::write(folder.join("lib.rs"), "")?;
    let manifest = |requirement: &str| {
        format!(
            "[package]\nname = \"newcomer\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[lib]\npath = \"lib.rs\"\n\n\
             [dependencies]\n{LIBRARY} = {{ version = \"{requirement}\", registry = \"kellnr\" }}\n"
        )
    };
    fs::write(folder.join("Cargo.toml"), manifest(&format!("={wrong}")))?;
    let refused = stage.reader.cargo(&folder, "generate-lockfile")?.refused("is yanked")?;
    stage.timeline.tell("a new lock file does not get it", &refused.line_with("yanked"));
    Ok(())
}

/// A lock file with it keeps building, with an empty cache; and moves by `cargo update`.
fn locked(stage: &Stage, wrong: &str, right: &str) -> Result<()> {
    let folder = stage.repository("service-b");
    stage.forget_downloads();
    let built = stage.reader.cargo(&folder, "build --locked")?.succeeded()?;
    let built = built.says(&format!("Downloaded {LIBRARY} v{wrong}"))?;
    stage.timeline.tell("what is locked keeps building", &built.line_with("Downloaded"));
    let moved = stage.reader.cargo(&folder, &format!("update --package {LIBRARY}"))?.succeeded()?;
    let moved = moved.says(&format!("{LIBRARY} v{wrong}"))?.says(&format!("-> v{right}"))?;
    stage.timeline.tell("and moves by cargo update", &moved.line_with("->"));
    stage.reader.cargo(&folder, "check --locked")?.succeeded()?;
    stage.timeline.tell(&format!("service-b compiles with {right}"), "cargo check --locked: exit code 0");
    Ok(())
}
