//! What is not allowed is refused before anything happens.

use anyhow::Result;

use crate::edit;
use crate::library::{Change, LIBRARY, Library};
use crate::stage::Stage;
use crate::state::State;

/// Another limit, whose contract is not written at first.
const LONGER: Change = Change {
    file: "src/payments/dto.rs",
    from: "    #[garde(length(chars, max = 200))]",
    to: "    #[garde(length(chars, max = 250))]",
    note: "`payments::RefundPayment::reason` may be longer.",
};

/// Plays it. What is left is a change that has the level `minor`, committed and pushed.
///
/// # Errors
/// When something differs from what is expected.
pub(super) fn play(stage: &Stage) -> Result<()> {
    let library = Library::on(stage);
    dirty_tree(stage, &library)?;
    stale_snapshot(stage, &library)
}

fn dirty_tree(stage: &Stage, library: &Library<'_>) -> Result<()> {
    let readme = library.folder.join("README.md");
    let text = std::fs::read_to_string(&readme)?;
    let first = text.lines().next().unwrap_or_default();
    edit::replace(&readme, &format!("{first}\n"), &format!("{first} (draft)\n"))?;
    let before = State::of(stage, LIBRARY)?;
    let refused = library.cargo("release patch --execute --no-confirm")?.refused("uncommitted changes")?;
    before.is_unchanged(stage, LIBRARY)?;
    stage.timeline.tell("a work tree with changes is refused", &refused.line_with("uncommitted changes"));
    library.git(&["restore", "README.md"])?;
    Ok(())
}

fn stale_snapshot(stage: &Stage, library: &Library<'_>) -> Result<()> {
    library.edit(&LONGER)?;
    library.commit("payments: a longer reason")?;
    let before = State::of(stage, LIBRARY)?;
    let refused = library.cargo("release minor --execute --no-confirm")?.refused("contract.json was stale")?;
    before.is_unchanged(stage, LIBRARY)?;
    stage.timeline.tell("a stale contract is refused", &refused.line_with("stale"));
    library.snapshot()?;
    library.commit("contract: a longer reason")
}
