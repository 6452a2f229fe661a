//! Cargo's upload format, for a `.crate` that exists already: `cargo publish` would package anew,
//! and a lock file wants the bytes it has the checksum of.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result};
use serde_json::{Map, Value, json};

use crate::archive::unpack;
use crate::package::packages;
use crate::process::own_cargo;

/// The request body: both parts with their length in front, little endian.
///
/// # Errors
/// When a part is longer than the format can say.
pub(super) fn body(metadata: &Value, krate: &[u8]) -> Result<Vec<u8>> {
    let metadata = metadata.to_string();
    let mut body = Vec::with_capacity(metadata.len() + krate.len() + 8);
    for part in [metadata.as_bytes(), krate] {
        let length = u32::try_from(part.len()).context("a release is larger than 4 GB")?;
        body.extend(length.to_le_bytes());
        body.extend(part);
    }
    Ok(body)
}

/// The description of a release for the registry: what resolving needs comes from its index line, which
/// never changes; what people read comes from the manifest inside the `.crate`.
///
/// # Errors
/// When the index line has no dependencies.
pub(super) fn metadata(line: &Value, package: &Value) -> Result<Value> {
    let dependencies = line["deps"].as_array().context("the index line has no dependencies")?;
    let deps: Vec<Value> = dependencies.iter().map(dependency).collect();
    let mut features = Map::new();
    for key in ["features", "features2"] {
        features.extend(line[key].as_object().cloned().unwrap_or_default());
    }
    Ok(json!({
        "name": line["name"],
        "vers": line["vers"],
        "deps": deps,
        "features": features,
        "authors": package["authors"],
        "description": package["description"],
        "documentation": package["documentation"],
        "homepage": package["homepage"],
        "readme": null,
        "readme_file": package["readme"],
        "keywords": package["keywords"],
        "categories": package["categories"],
        "license": package["license"],
        "license_file": package["license_file"],
        "repository": package["repository"],
        "badges": {},
        "links": line["links"],
        "rust_version": line["rust_version"],
    }))
}

/// The index calls a renamed dependency by its new name, an upload by its old one.
fn dependency(entry: &Value) -> Value {
    let renamed = entry["package"].is_string();
    json!({
        "name": if renamed { &entry["package"] } else { &entry["name"] },
        "version_req": entry["req"],
        "features": entry["features"],
        "optional": entry["optional"],
        "default_features": entry["default_features"],
        "target": entry["target"],
        "kind": entry["kind"],
        "registry": entry["registry"],
        "explicit_name_in_toml": if renamed { entry["name"].clone() } else { Value::Null },
    })
}

/// What the manifest inside a `.crate` says, through cargo.
///
/// # Errors
/// When it cannot be unpacked, or cargo does not understand it.
pub(super) fn manifest(krate: &Path, scratch: &Path) -> Result<Value> {
    let manifest = unpack(krate, scratch)?.join("Cargo.toml");
    let manifest = manifest.to_string_lossy();
    let package = packages(own_cargo(), &["--no-deps", "--offline", "--manifest-path", &manifest])?.pop();
    fs::remove_dir_all(scratch)?;
    Ok(package.with_context(|| format!("{manifest} describes no package"))?.metadata)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_carry_their_length() {
        let body = body(&json!({}), b"abc").unwrap();
        assert_eq!(body, b"\x02\0\0\0{}\x03\0\0\0abc");
    }

    #[test]
    fn renamed_dependency_goes_by_its_old_name() {
        let line = json!({"name": "a", "vers": "1.0.0", "features": {"x": []}, "features2": {"y": ["dep:codec"]}, "deps": [
            {"name": "codec", "package": "serde", "req": "^1", "features": [], "optional": true, "default_features": true,
             "target": null, "kind": "normal", "registry": "https://index"},
        ]});
        let metadata = metadata(&line, &json!({"description": "d"})).unwrap();
        let dependency = &metadata["deps"][0];
        assert_eq!((&dependency["name"], &dependency["explicit_name_in_toml"]), (&json!("serde"), &json!("codec")));
        assert_eq!(dependency["registry"], "https://index");
        assert_eq!(metadata["features"], json!({"x": [], "y": ["dep:codec"]}));
        assert_eq!(metadata["description"], "d");
    }
}
