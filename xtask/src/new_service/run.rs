//! Writing a new service.

use std::fs;
use std::process::ExitCode;

use anyhow::{Context as _, Result, bail};
use clap::Args;

use cargo_polyrepo::bump::newest_release;
use cargo_polyrepo::checkout::Checkout;
use cargo_polyrepo::interrupt;
use cargo_polyrepo::progress::Progress;

use super::draft::{Draft, MODEL};
use super::name::Name;
use super::template::{Template, Values};
use super::{mentions, port};

/// `cargo xtask new-service`
#[derive(Debug, Args)]
pub struct NewServiceArgs {
    /// Its folder, package and binary: words in lower case with dashes between, such as `loyalty-points`
    pub name: String,
}

/// Writes the service.
///
/// # Errors
/// When the name is invalid or taken, a library has no release, or cargo cannot resolve the dependencies. Then nothing was
/// written.
pub fn run(checkout: &Checkout, args: &NewServiceArgs) -> Result<ExitCode> {
    interrupt::install()?;
    let name = Name::try_from(args.name.as_str())?;
    let lock = checkout.folder(MODEL).join("Cargo.lock");
    let lock = fs::read_to_string(&lock).with_context(|| format!("failed to read {}", lock.display()))?;
    refuse_taken(checkout, &name, &lock)?;
    let values = Values {
        port: port::free(checkout)?,
        models: minor(&newest_release(checkout, "shared-models")?),
        chassis: minor(&newest_release(checkout, "service-chassis")?),
        name,
    };

    let progress = Progress::new();
    let step = progress.step("Writing", values.name.as_str());
    let draft = Draft::begin(checkout, &values.name)?;
    Template::of(checkout).write(&values, draft.path())?;
    draft.settle(checkout, &values.name, &lock)?;
    interrupt::check()?;
    draft.place(checkout, &values.name)?;
    let Values { name, models, chassis, port } = &values;
    step.done("Wrote", &format!("{name}: shared-models ~{models}, service-chassis {chassis}, port {port}"));

    for file in mentions::add(checkout, name)? {
        progress.line("Added to", &file);
    }
    println!("cargo xtask test {name}");
    Ok(ExitCode::SUCCESS)
}

/// Refuses the name of a folder, and of a package: cargo could not tell that from the service that depends on it.
fn refuse_taken(checkout: &Checkout, name: &Name, lock: &str) -> Result<()> {
    if checkout.folder(name.as_str()).exists() {
        bail!("the folder {name} exists; choose another name");
    }
    if checkout.folder(&name.workflow()).exists() {
        bail!("the workflow {} exists; choose another name", name.workflow());
    }
    let packages = lock.lines().filter_map(|line| line.strip_prefix("name = \"")?.strip_suffix('"'));
    if packages.map(|package| package.replace('_', "-")).any(|package| package == name.as_str()) {
        bail!("{name} is the name of a package that a service depends on; choose another name");
    }
    Ok(())
}

/// `1.1` of `1.1.3`.
fn minor(version: &str) -> String {
    version.splitn(3, '.').take(2).collect::<Vec<_>>().join(".")
}
