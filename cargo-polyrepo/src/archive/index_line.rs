//! The line that describes one version to cargo: the registry index format.

use anyhow::{Context as _, Result, bail};
use serde_json::{Map, Value, json};

/// How the index names crates.io. A dependency without a registry would be looked for in the
/// index that the line stands in.
const CRATES_IO: &str = "https://github.com/rust-lang/crates.io-index";

/// Makes the line from what `cargo metadata` reports about a package, and its `.crate`'s digest. `index` is the address of the
/// registry that the line is for. A dependency there has none in the line, so that a registry can move.
///
/// # Errors
/// When the package depends on a path without a version, which a registry cannot deliver.
pub fn index_line(package: &Value, checksum: &str, index: &str) -> Result<String> {
    let dependencies = package["dependencies"].as_array().context("cargo metadata reports no dependencies")?;
    let mut deps = Vec::new();
    for dependency in dependencies {
        if let Some(entry) = entry(dependency, index)? {
            deps.push(entry);
        }
    }
    let (plain, new): (Map<_, _>, Map<_, _>) = package["features"]
        .as_object()
        .into_iter()
        .flatten()
        .map(|(name, values)| (name.clone(), values.clone()))
        .partition(|(_, values)| !has_new_syntax(values));
    let mut line = json!({
        "name": package["name"],
        "vers": package["version"],
        "deps": deps,
        "cksum": checksum,
        "features": plain,
        "yanked": false,
        "links": package["links"],
    });
    // Version 2 says that `features2` is to be read; older cargos skip such a line.
    if !new.is_empty() {
        line["features2"] = Value::Object(new);
        line["v"] = json!(2);
    }
    if package["rust_version"].is_string() {
        line["rust_version"] = package["rust_version"].clone();
    }
    Ok(line.to_string())
}

/// One dependency; none for a path of a test, which is not part of what is published.
fn entry(dependency: &Value, index: &str) -> Result<Option<Value>> {
    let original = &dependency["name"];
    // A member of the same workspace has a path for the working copy, and a version for the release.
    if dependency["source"].is_null() && (dependency["req"] == "*" || dependency["registry"].is_null()) {
        if dependency["kind"] == "dev" {
            return Ok(None);
        }
        bail!("the dependency {original} is a path: a release can only depend on releases");
    }
    let renamed = dependency["rename"].is_string();
    let registry = match &dependency["registry"] {
        // `null` in cargo's metadata is crates.io; `null` in the index is the index itself.
        Value::Null => json!(CRATES_IO),
        url if url == index => Value::Null,
        url => url.clone(),
    };
    Ok(Some(json!({
        "name": if renamed { &dependency["rename"] } else { original },
        "package": if renamed { original.clone() } else { Value::Null },
        "req": dependency["req"],
        "features": dependency["features"],
        "optional": dependency["optional"],
        "default_features": dependency["uses_default_features"],
        "target": dependency["target"],
        "kind": dependency["kind"].as_str().unwrap_or("normal"),
        "registry": registry,
    })))
}

/// `dep:name` and `name?/feature` came after the index format did.
fn has_new_syntax(values: &Value) -> bool {
    let mut values = values.as_array().into_iter().flatten().filter_map(Value::as_str);
    values.any(|value| value.starts_with("dep:") || value.contains("?/"))
}
