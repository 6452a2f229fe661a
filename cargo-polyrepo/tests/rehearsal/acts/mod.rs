//! The acts, in order.

mod additive;
mod breaking;
mod chassis;
mod published;
mod refused;
mod rejected;
mod split;
mod yank;

use anyhow::Result;

use super::stage::Stage;

/// Plays them.
///
/// # Errors
/// When something differs from what is expected.
pub(super) fn play(stage: &Stage) -> Result<()> {
    stage.timeline.act("a repository for each folder, built from a registry");
    split::play(stage)?;
    stage.timeline.act("a field is added");
    let minor = additive::play(stage)?;
    if stage.has(chassis::CHASSIS) {
        stage.timeline.act("the chassis is fixed");
        chassis::play(stage)?;
    }
    stage.timeline.act("a limit is tightened");
    breaking::play(stage)?;
    stage.timeline.act("what goes wrong");
    refused::play(stage)?;
    let version = rejected::by_a_rule(stage)?;
    published::wrong_token(stage)?;
    published::killed(stage, &version)?;
    published::there_already(stage, &version)?;
    let version = rejected::by_a_colleague(stage)?;
    published::stored_and_not_listed(stage, &version)?;
    stage.timeline.act("a release is wrong");
    yank::play(stage, &minor)
}
