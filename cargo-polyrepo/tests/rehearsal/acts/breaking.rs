//! A limit that is tightened: not a minor but a major, and no service has to move to it.

use std::fs;

use anyhow::{Result, ensure};

use super::chassis::CHASSIS;
use crate::library::{Change, LIBRARY, Library};
use crate::stage::Stage;
use crate::state::State;

/// What is broken.
const FEWER: Change = Change {
    file: "src/inventory/dto.rs",
    from: "    #[garde(range(min = 1, max = QUANTITY_MAX))]\n    pub quantity: u32,",
    to: "    #[garde(range(min = 1, max = QUANTITY_MAX / 10))]\n    pub quantity: u32,",
    note: "`inventory::ReserveLine::quantity` is at most 99. Split larger orders.",
};

/// Plays it; returns the version of the major.
///
/// # Errors
/// When something differs from what is expected.
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
    if stage.has(CHASSIS) {
        chassis_stays(stage, &version)?;
    }
    Ok(version)
}

/// The major leaves problems and tables as they are, so the chassis needs no release: a service compiles with the major and
/// the chassis that it has.
fn chassis_stays(stage: &Stage, version: &str) -> Result<()> {
    let folder = stage.repository("service-b");
    let git = |arguments: &[&str]| stage.reader.git(&folder, arguments);
    let locked = |lock: &str| {
        lock.split("[[package]]").find(|package| package.contains("name = \"service-chassis\"")).map(str::to_owned)
    };
    let before = locked(&fs::read_to_string(folder.join("Cargo.lock"))?);
    let bump = format!("polyrepo bump --version {version} --branch --neighbour ../service-a");
    stage.reader.cargo(&folder, &bump)?.succeeded()?.says("A major step")?;
    let checked = stage.reader.cargo(&folder, "check --locked --all-targets")?.succeeded()?;
    let after = locked(&fs::read_to_string(folder.join("Cargo.lock"))?);
    ensure!(before.is_some() && before == after, "expected the chassis to stay; before: {before:?}, after: {after:?}");
    git(&["switch", "--quiet", "main"])?;
    let version_line = before.unwrap_or_default();
    let version_line = version_line.lines().find(|line| line.starts_with("version")).unwrap_or_default().to_owned();
    let seen = format!("service-chassis: {version_line}\n{}", checked.line_with("Finished"));
    stage.timeline.tell(&format!("service-b compiles with {version} and the chassis that it had"), &seen);
    Ok(())
}

/// Both services stay where they are, build and work.
fn untouched(stage: &Stage) -> Result<()> {
    let names = ["service-a", "service-b"];
    for name in names {
        stage.reader.cargo(&stage.repository(name), "build --locked")?.succeeded()?;
        let status = stage.reader.git(&stage.repository(name), &["status", "--porcelain"])?;
        ensure!(status.is_empty(), "{name}: expected that nothing changes; came {status}");
    }
    let demo = format!("xtask demo --once --binaries {}", stage.checkout.target().join("debug").display());
    let sold = stage.publisher.cargo(stage.checkout.root(), &demo)?.succeeded()?;
    stage.timeline.tell("both services build on 1.x and work: one order through both", &sold.line_with("order"));
    Ok(())
}

/// The major cannot be deployed, and it is said which types are in the way.
fn deploy(stage: &Stage, version: &str) -> Result<()> {
    let question = format!(
        "accord can-i-deploy --service . --service ../service-a --set {LIBRARY}@{version} --for service-b --now"
    );
    let answer = stage.reader.cargo(&stage.repository("service-b"), &question)?;
    let answer = answer.refused("inventory::ReserveStock")?;
    stage.timeline.tell(&format!("service-b cannot move to {version} now"), answer.said.trim());
    Ok(())
}
