//! A fix of the chassis: released like any other library, and one service moves to it.

use anyhow::{Result, ensure};

use super::rejected::note;
use super::{additive, split};
use crate::library::Library;
use crate::stage::Stage;

/// Its repository.
pub(super) const CHASSIS: &str = "service-chassis";

/// Plays it.
///
/// # Errors
/// When something differs from what is expected.
pub(super) fn play(stage: &Stage) -> Result<()> {
    let library = Library::called(CHASSIS, stage);
    let before = library.version()?;
    note(stage, &library.folder, "Fixes a word in the documentation.")?;
    let judged = library.cargo("polyrepo release review --api")?.succeeded()?.says("Summary")?;
    stage.timeline.tell("the Rust API of the chassis is judged; it has no contract", &judged.line_with("Summary"));
    let version = library.release("patch")?;
    ensure!(version != before, "expected a version after {before}");
    library.publish(&version)?;
    additive::bump(stage, CHASSIS, &version)?;
    split::builds(stage, "service-b")
}
