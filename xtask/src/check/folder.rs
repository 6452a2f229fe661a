//! The checks of one folder.

use std::iter;

use anyhow::Result;
use serde_json::Value;

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
    for Alone { package, feature } in features(checkout, folder)? {
        let name = if feature.is_empty() { format!("{package}, no feature") } else { format!("{package}, {feature}") };
        let arguments = ["check", "--locked", "--package", &package, "--no-default-features", "--features", &feature];
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

/// A package built with one feature; with none when it is empty.
#[derive(Debug, PartialEq, Eq)]
struct Alone {
    package: String,
    feature: String,
}

/// Each feature alone has to build, because a consumer may choose any one of them.
fn features(checkout: &Checkout, folder: &str) -> Result<Vec<Alone>> {
    let path = checkout.folder(folder);
    if !path.join("Cargo.toml").is_file() {
        // The new service, which the first step makes.
        return Ok(Vec::new());
    }
    let mut command = process::cargo(checkout, &path);
    command.args(["metadata", "--format-version=1", "--no-deps", "--locked"]);
    let metadata: Value = serde_json::from_str(&process::capture(&mut command)?)?;
    Ok(alone(&metadata))
}

/// Of published packages; the others have no consumer who could choose.
fn alone(metadata: &Value) -> Vec<Alone> {
    let packages = metadata["packages"].as_array().into_iter().flatten();
    let published = packages.filter(|package| package["publish"] != Value::Array(Vec::new()));
    let of_package = |package: &Value| {
        let name = package["name"].as_str().unwrap_or_default();
        let features = package["features"].as_object().into_iter().flat_map(|features| features.keys());
        let features: Vec<&str> = features.map(String::as_str).filter(|feature| *feature != "default").collect();
        let none = (!features.is_empty()).then_some("");
        let alone = |feature: &str| Alone { package: name.to_owned(), feature: feature.to_owned() };
        iter::empty().chain(none).chain(features).map(alone).collect::<Vec<_>>()
    };
    published.flat_map(of_package).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn each_feature_of_a_published_package_is_built_alone() {
        let metadata = json!({"packages": [
            {"name": "models", "publish": ["kellnr"], "features": {"default": ["db"], "db": [], "contract": []}},
            {"name": "plain", "publish": null, "features": {}},
            {"name": "service", "publish": [], "features": {"extra": []}},
        ]});
        let found = alone(&metadata);
        let named: Vec<_> = found.iter().map(|alone| (alone.package.as_str(), alone.feature.as_str())).collect();
        assert_eq!(named, [("models", ""), ("models", "contract"), ("models", "db")]);
    }
}
