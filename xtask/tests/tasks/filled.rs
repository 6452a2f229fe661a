//! The template of this checkout, filled in.

use std::fs;
use std::path::{Path, PathBuf};

use cargo_polyrepo::checkout::Checkout;
use xtask::new_service::{Name, Template, Values};

/// A service as the template gives it. Deleted when dropped.
pub struct Filled(PathBuf);

impl Filled {
    /// `test` keeps the folders of concurrent tests apart.
    pub fn new(test: &str, values: &Values) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("template-{test}-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        Template::of(&Checkout::find().unwrap()).write(values, &folder).unwrap();
        Self(folder)
    }

    /// Its files, from its root, sorted.
    pub fn files(&self) -> Vec<String> {
        let mut found = Vec::new();
        let mut open = vec![self.0.clone()];
        while let Some(folder) = open.pop() {
            for path in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
                if path.is_dir() {
                    open.push(path);
                } else {
                    found.push(path.strip_prefix(&self.0).unwrap().to_str().unwrap().to_owned());
                }
            }
        }
        found.sort();
        found
    }

    pub fn read(&self, file: &str) -> String {
        fs::read_to_string(self.0.join(file)).unwrap()
    }
}

impl Drop for Filled {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

pub fn values(name: &str) -> Values {
    Values { name: Name::try_from(name).unwrap(), models: "1.1".to_owned(), chassis: "1.0".to_owned(), port: 8083 }
}
