//! Services as parties of the matrix.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use accord::contract::{self, Contract};
use accord::matrix::Party;

use super::args::Services;
use super::cargo::metadata;
use super::failure::Unusable;
use super::live;
use super::output::warn;
use super::package::Package;
use super::release::{Release, contract_in};
use super::releases::Registry;

/// The services in question, and where their contracts come from.
#[derive(Debug)]
pub struct Gathered {
    pub parties: Vec<Party>,
    pub registry: Registry,
    /// A directory whose cargo configuration applies.
    pub near: PathBuf,
}

/// Reads every service that is named.
pub fn gather(args: &Services) -> Result<Gathered, Unusable> {
    if args.services.is_empty() && args.live.is_empty() {
        return Err(Unusable("no service is named: use --service DIR or --live URL".to_owned()));
    }
    let mut gathered =
        Gathered { parties: Vec::new(), registry: Registry::named(args.registry.as_deref()), near: PathBuf::from(".") };
    for (index, directory) in args.services.iter().enumerate() {
        let (party, index_url) = from_directory(directory)?;
        if index == 0 {
            gathered.near.clone_from(directory);
        }
        if let (Some(url), None) = (index_url, &args.registry) {
            gathered.registry = Registry::Index(url);
        }
        gathered.parties.push(party);
    }
    let mut known: BTreeMap<(String, String), Arc<Contract>> = BTreeMap::new();
    for url in &args.live {
        let said = live::read(url)?;
        let key = (said.models.package, said.models.version);
        let contract = match known.get(&key) {
            Some(contract) => Arc::clone(contract),
            None => {
                let release = Release::fetch(&key.0, Some(&key.1), &gathered.registry, &gathered.near)?;
                let contract = Arc::new(release.contract()?);
                known.insert(key, Arc::clone(&contract));
                contract
            }
        };
        gathered.parties.push(Party { name: said.service, usage: said.usage, contract });
    }
    for replacement in &args.with {
        replace(&mut gathered.parties, replacement)?;
    }
    check(&gathered.parties)?;
    Ok(gathered)
}

/// Gives a service the contract in a file, as `NAME=FILE` says.
fn replace(parties: &mut [Party], replacement: &str) -> Result<(), Unusable> {
    let Some((name, path)) = replacement.split_once('=') else {
        return Err(Unusable(format!("--with {replacement}: must be NAME=FILE")));
    };
    let Some(party) = parties.iter_mut().find(|party| party.name == name) else {
        return Err(Unusable(format!("--with {replacement}: no service is called `{name}`")));
    };
    party.contract = Arc::new(contract::read(Path::new(path))?);
    Ok(())
}

fn check(parties: &[Party]) -> Result<(), Unusable> {
    for (index, party) in parties.iter().enumerate() {
        if let Some(other) = parties[..index].iter().find(|other| other.name == party.name) {
            return Err(Unusable(format!("the service `{}` is named twice", other.name)));
        }
        if let Some(other) = parties.iter().find(|other| other.contract.package != party.contract.package) {
            return Err(Unusable(format!(
                "`{}` uses the contract of {}, `{}` that of {}",
                party.name, party.contract.package, other.name, other.contract.package
            )));
        }
        for (list, pattern) in party.unmatched()? {
            warn(&format!("{} {list} `{pattern}`, which matches no type of its contract", party.name));
        }
    }
    Ok(())
}

/// The service in a directory, and the index of the registry that its contract comes from.
fn from_directory(directory: &Path) -> Result<(Party, Option<String>), Unusable> {
    let package = Package::read(Some(&directory.join("Cargo.toml")))?;
    let Some(wanted) = &package.contract else {
        return Err(Unusable(format!(
            "{}: [package.metadata.accord] names no `contract`",
            directory.join("Cargo.toml").display()
        )));
    };
    let found = metadata(directory, &["--locked"])?;
    let pinned: Vec<_> = found.packages.iter().filter(|package| package.name.as_str() == wanted).collect();
    let pinned = match pinned.as_slice() {
        [one] => one,
        [] => {
            return Err(Unusable(format!("{}: does not depend on {wanted}", directory.display())));
        }
        _ => {
            return Err(Unusable(format!("{}: depends on two versions of {wanted}", directory.display())));
        }
    };
    let unpacked = pinned.manifest_path.parent().map(|path| path.as_std_path()).unwrap_or(directory);
    let contract = contract_in(unpacked, wanted, &pinned.version)?;
    let party = Party { name: package.name, usage: package.usage, contract: Arc::new(contract) };
    let source = pinned.source.as_ref().map(|source| source.repr.clone());
    Ok((party, source.and_then(|source| index_url(&source))))
}

/// `registry+https://…` or `sparse+https://…`, as a manifest spells it.
fn index_url(source: &str) -> Option<String> {
    if source.contains("github.com/rust-lang/crates.io-index") {
        return None;
    }
    match source.strip_prefix("registry+") {
        Some(url) => Some(url.to_owned()),
        None => source.starts_with("sparse+").then(|| source.to_owned()),
    }
}
