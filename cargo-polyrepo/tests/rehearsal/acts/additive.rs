//! An optional field: a minor, and one service moves to it.

use anyhow::{Result, ensure};

use crate::edit;
use crate::library::{Change, LIBRARY, Library};
use crate::stage::Stage;

/// What is added.
const REASON: Change = Change {
    file: "src/payments/dto.rs",
    from: "    pub amount: Option<Price>,\n}",
    to: "    pub amount: Option<Price>,\n    /// Why, for the customer to read.\n    #[garde(length(chars, max = 200))]\n    \
         #[serde(default, skip_serializing_if = \"Option::is_none\")]\n    pub reason: Option<String>,\n}",
    note: "`payments::RefundPayment::reason`, optional.",
};

/// Plays it; returns the version that was released.
///
/// # Errors
/// When something differs from what is expected.
pub(super) fn play(stage: &Stage) -> Result<String> {
    let library = Library::on(stage);
    library.change(&REASON, "payments: a refund may have a reason")?;
    let judged = library.cargo("accord bump")?.succeeded()?;
    ensure!(judged.said.trim().ends_with("minor"), judged.unexpected("minor"));
    stage.timeline.tell("an optional field is added to a request", "cargo accord bump: minor");
    let judged = library.cargo("accord check --api")?.succeeded()?;
    stage.timeline.tell("the Rust API is judged too", &judged.line_with("Accepted"));

    let version = library.release("minor")?;
    library.publish(&version)?;
    bump(stage, LIBRARY, &version)?;
    Ok(version)
}

/// service-b moves to a release of a library, on a branch, which is merged when it passes.
///
/// # Errors
/// When something differs from what is expected.
pub(super) fn bump(stage: &Stage, library: &str, version: &str) -> Result<()> {
    let folder = stage.repository("service-b");
    let git = |arguments: &[&str]| stage.reader.git(&folder, arguments);
    let bumped = stage
        .reader
        .cargo(&folder, &format!("polyrepo bump --library {library} --branch --neighbour ../service-a"))?
        .succeeded()?;
    let mut bumped = bumped.says(&format!("{library} {version} instead of"))?;
    let verdict = if library == LIBRARY { "yes" } else { "no contract" };
    bumped = bumped.says(verdict)?;
    let branch = git(&["branch", "--show-current"])?;
    ensure!(branch.trim() == format!("bump/service-b-{library}-{version}"), "expected a branch; came {branch}");
    stage.timeline.tell(
        &format!("service-b moves to {library} {version}, on the branch {}", branch.trim()),
        &format!(
            "can it be deployed: {}\n{}",
            bumped.line_with(verdict),
            git(&["show", "--stat", "--format="])?.trim_end()
        ),
    );

    follow(stage)?;
    stage.reader.cargo(&folder, "polyrepo test")?.succeeded()?;
    stage.timeline.tell("service-b passes all of its tests with it", "cargo polyrepo test: exit code 0");
    if !git(&["status", "--porcelain"])?.is_empty() {
        git(&["commit", "--quiet", "--all", "--message", "service-b: what the release asks for"])?;
    }
    git(&["push", "--quiet", "origin", "HEAD"])?;
    git(&["switch", "--quiet", "main"])?;
    git(&["merge", "--quiet", "--ff-only", branch.trim()])?;
    git(&["push", "--quiet", "origin", "main"])?;
    Ok(())
}

/// What the compiler asks of a service that moves past 1.1: a test writes an order out in full.
fn follow(stage: &Stage) -> Result<()> {
    let test = stage.repository("service-b").join("tests/it/support/storefront.rs");
    if std::fs::read_to_string(&test)?.contains("gift_message") {
        return Ok(());
    }
    edit::replace(
        &test,
        "            placed_at: at,\n",
        "            gift_message: None,\n            placed_at: at,\n",
    )
}
