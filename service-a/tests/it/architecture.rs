//! What this service adds to the rules that hold for all.

use std::fs;
use std::path::{Path, PathBuf};

use service_a::contract::MANIFEST;

use crate::support::KIT;

/// Every source file below `folder`.
fn sources(folder: &Path) -> Vec<(PathBuf, String)> {
    let paths = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let read = |path: PathBuf| match path.is_dir() {
        true => sources(&path),
        false => vec![(path.clone(), fs::read_to_string(path).unwrap())],
    };
    paths.flat_map(read).collect()
}

#[test]
fn no_layer_knows_the_ones_above_it() {
    for (layer, above) in [
        ("src/store", ["api", "orders", "state", "peers"].as_slice()),
        ("src/peers", &["api", "orders", "state", "store"]),
        ("src/orders", &["api", "state"]),
    ] {
        for (path, text) in sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join(layer)) {
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
    assert_eq!(KIT.operations().len(), 33);
}
