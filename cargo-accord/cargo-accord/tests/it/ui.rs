//! What the command prints. A test is a directory of `tests/ui/`: the command in `cmd`, the files
//! it runs beside in `in/`, and what it must print in `stdout` and `stderr`.

use std::path::Path;

use snapbox::Data;
use snapbox::cmd::Command;

#[test]
fn every_command_prints_what_it_should() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/ui");
    let only = std::env::var("UI").unwrap_or_default();
    let mut cases: Vec<_> = std::fs::read_dir(&root).expect("cases").map(|case| case.expect("a case").path()).collect();
    cases.sort();
    for case in cases.iter().filter(|case| case.to_string_lossy().contains(&only)) {
        run(case);
    }
}

fn run(case: &Path) {
    eprintln!("{}", case.display());
    let spec = std::fs::read_to_string(case.join("cmd")).expect("a command");
    let mut lines = spec.lines();
    let command = lines.next().and_then(|line| line.strip_prefix("$ cargo accord ")).expect("`$ cargo accord …`");
    let code = lines.next().map_or(0, |line| line.strip_prefix("? ").expect("`? CODE`").parse().expect("a code"));
    let inside = case.join("in");
    let mut process = Command::new(env!("CARGO_BIN_EXE_cargo-accord"))
        .arg("accord")
        .args(command.split_whitespace())
        .current_dir(if inside.is_dir() { &inside } else { case })
        .env("NO_COLOR", "1")
        .env("COLUMNS", "100");
    if case.join("stdin").exists() {
        process = process.stdin(Data::read_from(&case.join("stdin"), None));
    }
    process
        .assert()
        .code(code)
        .stdout_eq(Data::read_from(&case.join("stdout"), None).raw())
        .stderr_eq(Data::read_from(&case.join("stderr"), None).raw());
}
