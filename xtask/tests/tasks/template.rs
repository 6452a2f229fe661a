//! The template stays what the services are.
//!
//! Filled in as `service-b`, it is `service-b` but for the lines in `template.diff`: what that service has beyond the edge, and
//! the example has instead. A change of the edge that reaches one of the two alone is a difference more.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use cargo_polyrepo::checkout::Checkout;
use xtask::new_service::{Name, Template, Values};

/// What is a service's own: what it says of itself, which rows it keeps, and the tests of that.
const OWN: [&str; 18] = [
    "CHANGELOG.md",
    "README.md",
    "src/api/mod.rs",
    "src/contract.rs",
    "src/store/mod.rs",
    "src/store/seeds.rs",
    "src/store/statement.rs",
    "tests/it/bad_input.rs",
    "tests/it/cli.rs",
    "tests/it/edge.rs",
    "tests/it/main.rs",
    "tests/it/migrations.rs",
    "tests/it/operations.rs",
    "tests/it/outages.rs",
    "tests/it/schema.rs",
    "tests/it/seeds.rs",
    "tests/it/support/app.rs",
    "tests/it/uncovered.txt",
];

/// A template that was filled in. Deleted when dropped.
pub struct Filled(PathBuf);

impl Filled {
    /// Its files, from its root.
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

pub fn values(name: &str, models: &str, port: u16) -> Values {
    Values { name: Name::try_from(name).unwrap(), models: models.to_owned(), port }
}

/// The template of this checkout, filled in.
pub fn filled(test: &str, values: &Values) -> Filled {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("template-{test}-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    Template::of(&Checkout::find().unwrap()).write(values, &folder).unwrap();
    Filled(folder)
}

/// The lines that are in one of two files only.
fn difference(one: &Path, other: &Path) -> String {
    let mut git = Command::new("git");
    git.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1");
    git.args(["diff", "--no-index", "--no-color", "--no-ext-diff", "--unified=0", "--diff-algorithm=myers"]);
    let output = git.arg(one).arg(other).output().unwrap();
    assert!(matches!(output.status.code(), Some(0 | 1)), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).unwrap();
    // Where a line is does not matter, and what is above the first `@@` is about files.
    let lines = text.lines().skip_while(|line| !line.starts_with("@@"));
    lines.map(|line| if line.starts_with("@@") { "@@\n".to_owned() } else { format!("{line}\n") }).collect()
}

#[test]
fn the_edge_is_that_of_service_b() {
    let root = Checkout::find().unwrap().root().to_owned();
    let manifest = fs::read_to_string(root.join("service-b/Cargo.toml")).unwrap();
    let (_, pin) = manifest.split_once("shared-models = { version = \"~").unwrap();
    let folder = filled("edge", &values("service-b", pin.split('"').next().unwrap(), 8082));
    let mut found = String::new();
    for file in folder.files().iter().filter(|file| !OWN.contains(&file.as_str())) {
        let model = if file.starts_with(".github") { root.join(file) } else { root.join("service-b").join(file) };
        let lines = difference(&model, &folder.0.join(file));
        if !lines.is_empty() {
            found.push_str(&format!("=== {file}\n{lines}"));
        }
    }
    let record = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/tasks/template.diff");
    let recorded = fs::read_to_string(&record).unwrap_or_default();
    if found != recorded {
        let now = Path::new(env!("CARGO_TARGET_TMPDIR")).join("template.diff");
        fs::write(&now, &found).unwrap();
        panic!(
            "service-b and xtask/template differ in other lines than they did. Carry over what every service needs \
             (`git diff --relative=service-b | git apply --directory=xtask/template`, where a name does not stand in the \
             way); what is meant to differ:\n  diff {now} {record}\n  cp {now} {record}",
            now = now.display(),
            record = record.display(),
        );
    }
}

#[test]
fn what_is_own_is_there() {
    let files = filled("own", &values("service-b", "1.0", 8082)).files();
    for file in OWN {
        assert!(files.iter().any(|found| found == file), "{file} is not in the template");
    }
}
