//! The line that the archive has for a release.

use cargo_polyrepo::archive::index_line;
use serde_json::{Value, json};

fn package(dependency: Value) -> Value {
    json!({
        "name": "models", "version": "1.2.0", "links": null, "rust_version": "1.95",
        "dependencies": [dependency],
        "features": {"default": [], "db": ["dep:diesel"], "more": ["serde?/rc"], "testkit": ["default"]},
    })
}

fn dependency(overrides: Value) -> Value {
    let mut dependency = json!({
        "name": "serde", "source": "registry+x", "req": "^1", "kind": null, "rename": null, "optional": false,
        "uses_default_features": true, "features": ["derive"], "target": null, "registry": null,
    });
    for (key, value) in overrides.as_object().unwrap() {
        dependency[key] = value.clone();
    }
    dependency
}

fn line(overrides: Value) -> Value {
    serde_json::from_str(&index_line(&package(dependency(overrides)), "00ff", "sparse+http://own/").unwrap()).unwrap()
}

#[test]
fn plain_and_new_features_are_apart() {
    let line = line(json!({}));
    assert_eq!(line["features"], json!({"default": [], "testkit": ["default"]}));
    assert_eq!(line["features2"], json!({"db": ["dep:diesel"], "more": ["serde?/rc"]}));
    assert_eq!((&line["v"], &line["cksum"], &line["yanked"]), (&json!(2), &json!("00ff"), &json!(false)));
    assert_eq!(line["rust_version"], "1.95");
}

#[test]
fn crates_io_is_named_and_others_keep_their_address() {
    assert_eq!(line(json!({}))["deps"][0]["registry"], "https://github.com/rust-lang/crates.io-index");
    let other = line(json!({"registry": "sparse+http://x/"}));
    assert_eq!(other["deps"][0]["registry"], "sparse+http://x/");
    let own = line(json!({"registry": "sparse+http://own/"}));
    assert_eq!(own["deps"][0]["registry"], Value::Null);
}

#[test]
fn renamed_dependency_keeps_both_names() {
    let line = line(json!({"rename": "codec", "kind": "build", "target": "cfg(unix)"}));
    let dep = &line["deps"][0];
    assert_eq!((&dep["name"], &dep["package"]), (&json!("codec"), &json!("serde")));
    assert_eq!((&dep["kind"], &dep["target"]), (&json!("build"), &json!("cfg(unix)")));
}

#[test]
fn path_is_refused_unless_for_tests() {
    let error = index_line(&package(dependency(json!({"source": null}))), "", "").unwrap_err();
    assert!(error.to_string().contains("is a path"), "{error}");
    assert_eq!(line(json!({"source": null, "kind": "dev"}))["deps"], json!([]));
}

#[test]
fn path_with_a_release_beside_it_is_that_release() {
    let line = line(json!({"source": null, "path": "/near", "req": "^0.1", "registry": "sparse+http://x/"}));
    assert_eq!(line["deps"][0]["registry"], "sparse+http://x/");
    let unversioned = dependency(json!({"source": null, "req": "*", "registry": "sparse+http://x/"}));
    index_line(&package(unversioned), "", "").unwrap_err();
}
