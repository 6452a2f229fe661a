//! `cargo accord history`.

use std::collections::BTreeMap;
use std::time::SystemTime;

use accord::check::{self, Date, History, Released};
use accord::contract::{Contract, Role};
use accord::report;

use super::args::{self, ShortFormat};
use super::baseline::Source;
use super::failure::{Judgement, Outcome, Unusable};
use super::output::print;
use super::package::Package;
use super::release::Release;
use super::releases::{Registry, Releases};

/// Prints which releases wrote facts that can still be read.
pub fn run(args: &args::History) -> Outcome {
    let manifest = args.manifest.manifest_path.as_deref();
    let package = Package::read(manifest)?;
    let source = args.reader.as_deref().map_or_else(|| Source::File(package.contract_path()), Source::parse);
    let reader = source.read(|| Package::read(manifest))?.contract;
    let history = of(&package, &reader, args.today.unwrap_or_else(|| Date::of(SystemTime::now())))?;
    print(|out| match args.format {
        ShortFormat::Human => report::history_human(&history, out),
        ShortFormat::Json => writeln!(out, "{:#}", report::history_json(&history)),
    })?;
    Ok(Judgement::of(history.is_ok()))
}

/// Asks about each release whose facts are kept, up to the version of the reader.
pub fn of(package: &Package, reader: &Contract, today: Date) -> Result<History, Unusable> {
    let registry = Registry::named(package.registry.as_deref());
    let found = Releases::of(&package.name, &registry, &package.directory)?;
    let found = found.between(package.history_since.as_ref(), &reader.version)?;
    let releases = found.iter().map(released).collect::<Result<Vec<_>, _>>()?;
    Ok(check::history(&releases, reader, &package.exemptions, today)?)
}

fn released(release: &Release) -> Result<Released, Unusable> {
    let contract = release.contract()?;
    let mut samples = BTreeMap::new();
    for (name, _) in contract.types.iter().filter(|(_, wire)| wire.role == Role::Event) {
        if let Some(sample) = release.sample(name)? {
            samples.insert(name.clone(), sample);
        }
    }
    Ok(Released { contract, samples })
}
