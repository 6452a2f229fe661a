//! A limit that is tightened: no minor, but a major, which nobody has to move to.

use anyhow::{Result, ensure};

use crate::demo;
use crate::rehearse::library::{Change, LIBRARY, Library};
use crate::rehearse::stage::Stage;
use crate::rehearse::state::State;

/// What is broken.
const FEWER: Change = Change {
    file: "src/inventory/dto.rs",
    from: "    #[garde(range(min = 1, max = QUANTITY_MAX))]\n    pub quantity: u32,",
    to: "    #[garde(range(min = 1, max = QUANTITY_MAX / 10))]\n    pub quantity: u32,",
    tells: "`inventory::ReserveLine::quantity` is at most 99. Split larger orders.",
};

/// Plays it; returns the version of the major.
///
/// # Errors
/// When something goes otherwise than expected.
pub(super) fn play(stage: &Stage) -> Result<String> {
    let library = Library::on(stage);
    library.change(&FEWER, "inventory: fewer of one product in a reservation")?;
    let before = State::of(stage, LIBRARY)?;
    let refused = library.cargo("release minor --execute --no-confirm")?.refused("too small a step")?;
    let refused = refused.says("range-tightened")?.says("is greater than the maximum of 99")?;
    before.is_unchanged(stage, LIBRARY)?;
    stage.timeline.tell(
        "as a minor it is refused; nothing is committed, tagged or published",
        &refused.lines_from("error[range-tightened]", 9),
    );

    let version = library.release("major")?;
    library.publish(&version)?;
    untouched(stage)?;
    deploy(stage, &version)?;
    Ok(version)
}

/// Both services stay where they are, build and work.
fn untouched(stage: &Stage) -> Result<()> {
    let names = ["service-a", "service-b"];
    for name in names {
        stage.reader.cargo(&stage.repository(name), "build --locked")?.succeeded()?;
        let status = stage.reader.git(&stage.repository(name), &["status", "--porcelain"])?;
        ensure!(status.is_empty(), "{name}: expected that nothing changes; came {status}");
    }
    let binaries = names.map(|name| stage.checkout.target().join("debug").join(name));
    demo::one_order(&stage.checkout, binaries)?;
    stage.timeline.tell("both services build on 1.x and work", "one order went through both, to its invoice");
    Ok(())
}

/// The major cannot be deployed, and it is said which types are in the way.
fn deploy(stage: &Stage, version: &str) -> Result<()> {
    let question = format!(
        "xtask accord can-i-deploy --service . --service ../service-a --set {LIBRARY}@{version} --for service-b --now"
    );
    let answer = stage.reader.cargo(&stage.repository("service-b"), &question)?;
    let answer = answer.refused("inventory::ReserveStock")?;
    stage.timeline.tell(&format!("service-b cannot move to {version} now"), answer.said.trim());
    Ok(())
}
