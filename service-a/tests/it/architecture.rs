//! What this service adds to the rules that hold for all.

use std::fs;
use std::path::{Path, PathBuf};

use service_a::contract::MANIFEST;

use crate::support::KIT;

/// Every source file below `folder`, by its path from the root of the service.
fn sources(folder: &str) -> Vec<(PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
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

#[test]
fn no_layer_knows_the_ones_above_it() {
    for (layer, above) in [
        ("src/store", ["api", "orders", "state", "peers"].as_slice()),
        ("src/peers", &["api", "orders", "state", "store"]),
        ("src/orders", &["api", "state"]),
    ] {
        for (path, text) in sources(layer) {
            for module in above {
                assert!(!text.contains(&format!("crate::{module}")), "{} knows {module}", path.display());
            }
        }
    }
}

#[test]
fn every_event_it_publishes_is_one_of_the_contract() {
    for event in MANIFEST.publishes {
        assert!(shared_models::events::EVENT_TYPES.contains(event), "{event}");
    }
}

#[test]
fn no_operation_is_lost() {
    assert_eq!(KIT.operations().len(), 32);
}
