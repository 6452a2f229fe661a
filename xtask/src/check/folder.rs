//! What has to pass in one folder.

use anyhow::Result;

use super::step::Step;
use cargo_polyrepo::checkout::Checkout;
use cargo_polyrepo::process;

/// The steps of one folder, cheapest first.
pub(super) fn steps(checkout: &Checkout, folder: &str, database_url: &str) -> Result<Vec<Step>> {
    let path = checkout.folder(folder);
    let cargo = |name: &str, arguments: &[&str]| Step::cargo(checkout, &path, name, arguments);
    let mut steps = vec![
        cargo("format", &["fmt", "--all", "--check"]),
        cargo(
            "clippy",
            &["clippy", "--locked", "--workspace", "--all-targets", "--all-features", "--", "--deny", "warnings"],
        ),
    ];
    // Each feature alone must build: a consumer chooses one and knows nothing of the others.
    for feature in features(checkout, folder)? {
        let arguments = ["check", "--locked", "--no-default-features", "--features", &feature];
        let name = if feature.is_empty() { "no feature".to_owned() } else { format!("feature {feature}") };
        steps.push(cargo(&name, &arguments));
    }
    steps.push(
        cargo("docs", &["doc", "--locked", "--workspace", "--no-deps", "--all-features"])
            .with("RUSTDOCFLAGS", "--deny warnings"),
    );
    steps.push(
        cargo("tests", &["test", "--locked", "--workspace", "--all-features"]).with("TEST_DATABASE_URL", database_url),
    );
    Ok(steps)
}

/// The features of a library that others choose from; a binary's are its own affair.
fn features(checkout: &Checkout, folder: &str) -> Result<Vec<String>> {
    if folder != "shared-models" {
        return Ok(Vec::new());
    }
    let mut command = process::cargo(checkout, &checkout.folder(folder));
    command.args(["metadata", "--format-version=1", "--no-deps", "--locked"]);
    let metadata: serde_json::Value = serde_json::from_str(&process::capture(&mut command)?)?;
    let names = metadata["packages"][0]["features"].as_object().into_iter().flat_map(|features| features.keys());
    // The empty name stands for no feature at all.
    Ok(std::iter::once(String::new()).chain(names.filter(|name| *name != "default").cloned()).collect())
}
