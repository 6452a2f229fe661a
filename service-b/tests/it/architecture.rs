//! Where things are said, and how long files are.

use std::fs;
use std::path::{Path, PathBuf};

use service_b::contract;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every source file below `folder`, by its path from the root.
pub fn sources(folder: &str) -> Vec<(PathBuf, String)> {
    let mut open = vec![root().join(folder)];
    let mut found = Vec::new();
    while let Some(path) = open.pop() {
        if path.is_dir() {
            open.extend(fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().path()));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let text = fs::read_to_string(&path).unwrap();
            found.push((path.strip_prefix(root()).unwrap().to_owned(), text));
        }
    }
    found
}

#[test]
fn only_the_store_knows_diesel() {
    for (path, text) in sources("src") {
        let code = text.lines().filter(|line| !line.trim_start().starts_with("//"));
        let mentions = code.filter(|line| line.contains("diesel::")).count();
        assert!(mentions == 0 || path.starts_with("src/store"), "{} names diesel", path.display());
    }
}

#[test]
fn only_the_store_writes_sql() {
    for (path, text) in sources("src").into_iter().filter(|(path, _)| !path.starts_with("src/store")) {
        for word in ["SELECT ", "INSERT ", "UPDATE ", "DELETE FROM"] {
            assert!(!text.contains(word), "{}: {word}", path.display());
        }
    }
}

#[test]
fn an_endpoint_has_a_file_of_its_name() {
    let document = service_b::routes::openapi();
    for (_, item) in document["paths"].as_object().unwrap() {
        for (_, operation) in item.as_object().unwrap() {
            let (tag, id) = (operation["tags"][0].as_str().unwrap(), operation["operationId"].as_str().unwrap());
            assert!(root().join(format!("src/api/{tag}/{id}.rs")).exists(), "{tag}/{id}");
        }
    }
}

#[test]
fn files_are_short() {
    let mut lengths: Vec<_> = sources("src").iter().map(|(_, text)| text.lines().count()).collect();
    lengths.sort_unstable();
    assert!(lengths[lengths.len() / 2] <= 120, "median {}", lengths[lengths.len() / 2]);
    assert!(*lengths.last().unwrap() <= 400, "longest {}", lengths.last().unwrap());
}

#[test]
fn the_manifest_says_what_the_service_says() {
    let manifest: toml::Table = fs::read_to_string(root().join("Cargo.toml")).unwrap().parse().unwrap();
    let accord = &manifest["package"]["metadata"]["accord"];
    assert_eq!(accord["contract"].as_str(), Some("shared-models"));
    for (key, said) in [
        ("provides", contract::PROVIDES),
        ("consumes", contract::CONSUMES),
        ("publishes", contract::PUBLISHES),
        ("subscribes", contract::SUBSCRIBES),
    ] {
        let written: Vec<_> = accord[key].as_array().unwrap().iter().map(|entry| entry.as_str().unwrap()).collect();
        assert_eq!(written, said, "{key}");
    }
    let library = &manifest["dependencies"]["shared-models"];
    assert_eq!(library["registry"].as_str(), Some("kellnr"));
    assert!(library.get("path").is_none());
}

#[test]
fn every_event_it_publishes_is_one_of_the_contract() {
    for event in contract::PUBLISHES {
        assert!(shared_models::events::EVENT_TYPES.contains(event), "{event}");
    }
}
