//! Where things stand, and how long files are.

use std::fs;
use std::path::{Path, PathBuf};

use crate::Application;
use crate::testkit::Kit;

/// The sources of a folder, by path below the root of the service.
pub(super) fn sources<A: Application>(kit: &'static Kit<A>, folder: &str) -> Vec<(PathBuf, String)> {
    let root = Path::new(kit.root());
    let mut open = vec![root.join(folder)];
    let mut found = Vec::new();
    while let Some(path) = open.pop() {
        if path.is_dir() {
            open.extend(fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().path()));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let text = fs::read_to_string(&path).unwrap();
            found.push((path.strip_prefix(root).unwrap().to_owned(), text));
        }
    }
    found
}

/// The queries of a service stand in `src/store`.
pub fn only_the_store_names_diesel<A: Application>(kit: &'static Kit<A>) {
    for (path, text) in sources(kit, "src") {
        let code = text.lines().filter(|line| !line.trim_start().starts_with("//"));
        let mentions = code.filter(|line| line.contains("diesel::")).count();
        assert!(mentions == 0 || path.starts_with("src/store"), "{} names diesel", path.display());
    }
}

/// So does SQL as text.
pub fn only_the_store_writes_sql<A: Application>(kit: &'static Kit<A>) {
    for (path, text) in sources(kit, "src").into_iter().filter(|(path, _)| !path.starts_with("src/store")) {
        for word in ["SELECT ", "INSERT ", "UPDATE ", "DELETE FROM"] {
            assert!(!text.contains(word), "{}: {word}", path.display());
        }
    }
}

/// `src/api/<resource>/<verb>_<noun>.rs`.
pub fn an_endpoint_has_a_file_of_its_name<A: Application>(kit: &'static Kit<A>) {
    for operation in kit.operations() {
        let tag = operation.description["tags"][0].as_str().unwrap();
        if tag == "facts" {
            continue; // The feed is the chassis'.
        }
        let file = Path::new(kit.root()).join(format!("src/api/{tag}/{}.rs", operation.id));
        assert!(file.exists(), "{}", file.display());
    }
}

/// Half of them have at most 120 lines, all at most 400.
pub fn files_are_short<A: Application>(kit: &'static Kit<A>) {
    let mut lengths: Vec<_> = sources(kit, "src").iter().map(|(_, text)| text.lines().count()).collect();
    lengths.sort_unstable();
    assert!(lengths[lengths.len() / 2] <= 120, "median {}", lengths[lengths.len() / 2]);
    assert!(*lengths.last().unwrap() <= 400, "longest {}", lengths.last().unwrap());
}

/// What the manifest names is there: wire types, or `domain::*`, and events where events are named.
pub fn the_manifest_names_types_of_the_contract<A: Application>(kit: &'static Kit<A>) {
    let (document, manifest) = (kit.service().contract_document(), kit.service().list_manifest());
    let types = document["types"].as_object().unwrap();
    let fits =
        |name: &str, entry: &str| entry.strip_suffix('*').map_or(name == entry, |domain| name.starts_with(domain));
    for entry in manifest.provides.iter().chain(manifest.consumes) {
        assert!(types.keys().any(|name| fits(name, entry)), "the contract has no {entry}");
    }
    for entry in manifest.publishes.iter().chain(manifest.subscribes) {
        let mut events = types.iter().filter(|(_, of)| of["role"] == "event");
        assert!(events.any(|(name, _)| fits(name, entry)), "the contract has no event {entry}");
    }
}

/// `[package.metadata.accord]` has the lists of the service's manifest, and the libraries come from the registry.
pub fn the_manifest_and_the_service_agree<A: Application>(kit: &'static Kit<A>) {
    let path = Path::new(kit.root()).join("Cargo.toml");
    let cargo: toml::Table = fs::read_to_string(path).unwrap().parse().unwrap();
    let accord = &cargo["package"]["metadata"]["accord"];
    let manifest = kit.service().list_manifest();
    for (key, said) in [
        ("provides", manifest.provides),
        ("consumes", manifest.consumes),
        ("publishes", manifest.publishes),
        ("subscribes", manifest.subscribes),
    ] {
        let written: Vec<_> = accord[key].as_array().unwrap().iter().map(|entry| entry.as_str().unwrap()).collect();
        assert_eq!(written, said, "{key}");
    }
    let models = accord["contract"].as_str().unwrap();
    assert!(kit.prepared().models.starts_with(&format!("{models} ")), "{models}");
    for library in [models, "service-chassis"] {
        let library = &cargo["dependencies"][library];
        assert_eq!(library["registry"].as_str(), Some("kellnr"));
        assert!(library.get("path").is_none());
    }
}
