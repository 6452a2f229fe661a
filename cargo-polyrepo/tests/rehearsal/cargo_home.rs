//! What cargo keeps of a registry: index, packages and sources, under a name that it makes from the
//! address. A scratch registry is never seen again, and another one on its port must not be taken
//! for it.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

/// Forgets the registry on a loopback port. What cannot be removed stays; it does no harm.
pub(super) fn forget(port: u16) {
    if let Some(home) = home() {
        forget_in(&home.join("registry"), port);
    }
}

fn home() -> Option<PathBuf> {
    env::var_os("CARGO_HOME").map(PathBuf::from).or_else(|| Some(env::home_dir()?.join(".cargo")))
}

fn forget_in(registry: &Path, port: u16) {
    let Ok(entries) = fs::read_dir(registry.join("index")) else { return };
    let address = format!("://127.0.0.1:{port}/");
    for entry in entries.flatten() {
        let config = fs::read_to_string(entry.path().join("config.json")).unwrap_or_default();
        if config.contains(&address) {
            for part in ["cache", "src", "index"] {
                let _ = fs::remove_dir_all(registry.join(part).join(entry.file_name()));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_registry_is_forgotten_and_no_other() {
        let root = env::temp_dir().join(format!("polyrepo-forget-{}", std::process::id()));
        for (name, port) in [("127.0.0.1-aa", 8123), ("127.0.0.1-bb", 81), ("index.crates.io-cc", 443)] {
            for part in ["index", "cache", "src"] {
                fs::create_dir_all(root.join(part).join(name)).unwrap();
            }
            let config = format!("{{\"dl\":\"http://127.0.0.1:{port}/api/v1/crates/dl\"}}");
            fs::write(root.join("index").join(name).join("config.json"), config).unwrap();
        }
        forget_in(&root, 8123);
        for part in ["index", "cache", "src"] {
            assert_eq!(fs::read_dir(root.join(part)).unwrap().count(), 2, "{part}");
            assert!(!root.join(part).join("127.0.0.1-aa").exists());
        }
        fs::remove_dir_all(root).unwrap();
    }
}
