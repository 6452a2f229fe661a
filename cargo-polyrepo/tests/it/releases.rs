//! The folder of releases.

use cargo_polyrepo::archive::{Releases, index_path};
use cargo_polyrepo::digest::sha256;

#[test]
fn index_paths_are_cargos() {
    for (name, path) in [("a", "1/a"), ("ab", "2/ab"), ("Abc", "3/a/abc"), ("shared-models", "sh/ar/shared-models")] {
        assert_eq!(index_path(name), path);
    }
}

#[test]
fn newest_is_by_number_and_neither_yanked_nor_a_preview() {
    let directory = std::env::temp_dir().join(format!("polyrepo-newest-{}", std::process::id()));
    let releases = Releases::at(directory.clone());
    for (version, yanked) in [("1.9.0", false), ("1.10.0", false), ("1.11.0", true), ("2.0.0-rc.1", false)] {
        let line = format!("{{\"vers\":\"{version}\",\"yanked\":{yanked}}}");
        releases.add("models", version, b"", &line).unwrap();
    }
    assert_eq!(releases.newest("models").unwrap().as_deref(), Some("1.10.0"));
    assert_eq!(releases.open("models").unwrap(), ["1.9.0", "1.10.0", "2.0.0-rc.1"]);
    std::fs::remove_dir_all(directory).unwrap();
}

#[test]
fn digest_of_nothing_is_the_published_one() {
    assert_eq!(sha256(b""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}
