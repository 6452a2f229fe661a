//! The Rust API, which `cargo semver-checks` judges.

use std::process::Output;

use accord::check::{Finding, Level, Report};
use accord::rules::Rule;

use super::cargo::cargo;
use super::output::warn;
use super::package::Package;
use super::release::Release;

/// Adds what `cargo semver-checks` finds between a release and the crate at hand.
///
/// Whatever is not a clear answer is unknown, and never fine.
pub fn judge(package: &Package, release: &Release, report: &mut Report) {
    if !is_installed() {
        warn("cargo-semver-checks is not installed: the Rust API is not judged");
        return;
    }
    let manifest = package.directory.join("Cargo.toml");
    let run = cargo()
        .args(["semver-checks", "check-release", "--color", "never", "--release-type", "patch"])
        .arg("--manifest-path")
        .arg(&manifest)
        .arg("--baseline-root")
        .arg(&release.directory)
        .current_dir(&package.directory)
        .output();
    match run {
        Ok(output) => read(&package.name, &output, report),
        Err(error) => report.unknown.push(format!("the Rust API: cannot run cargo semver-checks: {error}")),
    }
}

fn is_installed() -> bool {
    let version = cargo().args(["semver-checks", "--version"]).output();
    version.is_ok_and(|output| output.status.success())
}

fn read(package: &str, output: &Output, report: &mut Report) {
    let said = [output.stdout.as_slice(), output.stderr.as_slice()].concat();
    let said = String::from_utf8_lossy(&said);
    let needs = |what: &str| said.contains(&format!("semver requires new {what} version"));
    let failed: Vec<&str> = said
        .lines()
        .filter_map(|line| line.strip_prefix("--- failure "))
        .map(|lint| lint.trim_end_matches(" ---"))
        .collect();
    let (rule, level) = match output.status.code() {
        Some(0) => return,
        Some(_) if needs("major") => (Rule::ApiBreaking, Level::Major),
        Some(_) if needs("minor") => (Rule::ApiAddition, Level::Minor),
        code => {
            let code = code.map_or("a signal".to_owned(), |code| format!("exit code {code}"));
            let errors = || said.lines().filter(|line| line.starts_with("error"));
            // One that ends with a colon only announces the reason.
            let why = errors().find(|line| !line.ends_with(':'));
            let why = why.or_else(|| errors().next()).unwrap_or("no reason given");
            let message = format!("the Rust API: cargo semver-checks ended with {code}: {why}");
            report.extend(vec![Finding::plain(Rule::ApiUnknown, package, "", Level::Major, message.clone())]);
            report.unknown.push(message);
            return;
        }
    };
    let message = match failed.is_empty() {
        true => "the Rust API changed".to_owned(),
        false => format!("the Rust API changed: {}", failed.join("; ")),
    };
    let finding = Finding::plain(rule, package, "", level, message)
        .advised("run `cargo semver-checks --baseline-root` on the release to see each item");
    report.extend(vec![finding]);
}
