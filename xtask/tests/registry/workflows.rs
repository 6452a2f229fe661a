//! The workflows of the repositories that `cargo polyrepo split` writes.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use cargo_polyrepo::checkout::Checkout;
use cargo_polyrepo::split;
use cargo_polyrepo::tool::Cache;
use xtask::supply_chain;

const INDEX: &str = "sparse+https://registry.example.com/api/v1/crates/";

#[test]
fn workflows_call_installed_tools_and_pass_the_audit() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_path_buf();
    let checkout = Checkout::at(root.clone(), root.join("target"));
    let zizmor = supply_chain::zizmor(&Cache::of_user().unwrap()).unwrap();
    let mut seen = 0;
    for folder in split::folders(&checkout).unwrap() {
        let place = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("workflows").join(&folder);
        let _ = fs::remove_dir_all(&place);
        for (name, text) in split::workflows(&checkout, &folder, INDEX).unwrap() {
            assert!(!text.contains("xtask"), "{folder}: {name} calls a task of the checkout:\n{text}");
            assert!(text.contains(INDEX), "{folder}: {name} does not name the registry");
            fs::create_dir_all(place.join(&name).parent().unwrap()).unwrap();
            fs::write(place.join(&name), text).unwrap();
            seen += 1;
        }
        if place.exists() {
            let mut audit = Command::new(&zizmor);
            let audit =
                audit.args(["--offline", "--quiet", "--no-progress"]).arg(place.join(".github")).output().unwrap();
            assert!(audit.status.success(), "{folder}: {}", String::from_utf8_lossy(&audit.stdout));
        }
    }
    assert!(seen > 0, "no workflow was read");
}
