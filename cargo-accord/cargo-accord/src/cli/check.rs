//! `cargo accord check` and `cargo accord bump`.

use std::path::Path;
use std::time::SystemTime;

use accord::check::{self, Date, Report};
use accord::contract::{self, Contract};
use accord::report;

use super::api;
use super::args::{Check, Format, Versions};
use super::baseline::{Baseline, Source};
use super::failure::{Judgement, Outcome, Unusable};
use super::output::{print, warn};
use super::package::Package;
use super::{history, snapshot};

/// Judges, and says whether the version may be released.
pub fn run(args: &Check) -> Outcome {
    let Judged { mut report, file, reader } = judge(&args.versions)?;
    if let Some((package, contract)) = reader {
        if args.versions.new.is_none() {
            snapshot::warn_if_stale(&package);
        }
        report.remember(history::of(&package, &contract, today(&args.versions))?);
    }
    print(|out| match args.format {
        Format::Human => report::human(&report, out),
        Format::Json => writeln!(out, "{:#}", report::json(&report)),
        Format::Markdown => report::markdown(&report, out),
        Format::Github => report::github(&report, &file, out),
    })?;
    Ok(Judgement::of(report.is_ok()))
}

/// Prints the required bump.
pub fn bump(versions: &Versions) -> Outcome {
    let report = judge(versions)?.report;
    if let Some(unknown) = report.unknown.first() {
        return Err(Unusable(format!("the required bump is unknown: {unknown}")));
    }
    print(|out| writeln!(out, "{}", report.required()))?;
    Ok(Judgement::Fine)
}

struct Judged {
    report: Report,
    /// The new contract, as it was named.
    file: String,
    /// The crate and its new contract, when the old one is that of a release or a commit, as for a gate.
    reader: Option<(Package, Contract)>,
}

fn today(args: &Versions) -> Date {
    args.today.unwrap_or_else(|| Date::of(SystemTime::now()))
}

fn judge(args: &Versions) -> Result<Judged, Unusable> {
    let today = today(args);
    let manifest = args.manifest.manifest_path.as_deref();
    if let (Some(old), Some(new)) = (&args.old, &args.new) {
        let (old, contract) = contract::read_both(old, new)?;
        let package = package_of(manifest, &contract)?;
        let exemptions = package.as_ref().map_or(&[][..], |package| &package.exemptions);
        let mut report = check::check(&old, &contract, exemptions, today)?;
        report.next = package.and_then(|package| package.next);
        return Ok(Judged { report, file: new.display().to_string(), reader: None });
    }
    let package = Package::read(manifest)?;
    let path = args.new.clone().unwrap_or_else(|| package.contract_path());
    let new = contract::read(&path)?;
    stale(&package, &new);
    let source = Source::parse(&args.baseline);
    let Baseline { contract: old, release } = source.read(|| Package::read(manifest))?;
    let mut report = check::check(&old, &new, &package.exemptions, today)?;
    report.next = package.next.clone();
    if args.api {
        match &release {
            Some(release) => api::judge(&package, release, &mut report),
            None => report.unknown.push("the Rust API: only a release in the registry can be compared".to_owned()),
        }
    }
    let reader = (!matches!(source, Source::File(_))).then_some((package, new));
    Ok(Judged { report, file: path.display().to_string(), reader })
}

/// The crate that one stands in, when it is the crate in question.
fn package_of(manifest: Option<&Path>, contract: &Contract) -> Result<Option<Package>, Unusable> {
    if manifest.is_none() && !Path::new("Cargo.toml").is_file() {
        return Ok(None);
    }
    let package = Package::read(manifest)?;
    let applies = manifest.is_some() || package.name == contract.package;
    Ok(applies.then_some(package))
}

fn stale(package: &Package, contract: &Contract) {
    if package.version != contract.version {
        warn(&format!(
            "contract.json is of version {}, Cargo.toml of {}: run `cargo accord snapshot`",
            contract.version, package.version
        ));
    }
}
