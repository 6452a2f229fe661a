//! `cargo xtask new-service NAME`: a service to begin with, that builds, runs and passes its tests as it is written.
//!
//! It comes from `xtask/template/`, which is a template of cargo-generate; this fills it in without that, and knows what
//! cargo-generate would have to ask for: the newest release, a free port, the versions the other services build with.

mod draft;
mod mentions;
mod name;
mod port;
mod template;

use std::fs;
use std::process::ExitCode;

use anyhow::{Context as _, Result, bail};
use clap::Args;

use cargo_polyrepo::bump::newest_release;
use cargo_polyrepo::checkout::Checkout;
use cargo_polyrepo::interrupt;
use cargo_polyrepo::progress::Progress;

pub use name::{InvalidName, Name};
pub use template::{Template, Values};

use draft::Draft;

/// The service whose edge the template has, and whose lock file a new one begins with.
pub const MODEL: &str = "service-b";

/// `cargo xtask new-service`
#[derive(Debug, Args)]
pub struct NewServiceArgs {
    /// Its folder, package and binary: words in lower case with dashes between, such as `loyalty-points`
    pub name: String,
}

/// Writes the service.
///
/// # Errors
/// When the name is not one for a service or is taken, or cargo cannot resolve its dependencies. Then nothing was written.
pub fn run(checkout: &Checkout, args: &NewServiceArgs) -> Result<ExitCode> {
    interrupt::install()?;
    let name = Name::try_from(args.name.as_str())?;
    let lock = checkout.folder(MODEL).join("Cargo.lock");
    let lock = fs::read_to_string(&lock).with_context(|| format!("failed to read {}", lock.display()))?;
    refuse_taken(checkout, &name, &lock)?;
    let release = newest_release(checkout)?;
    let values = Values { port: port::free(checkout)?, models: minor(&release), name };

    let progress = Progress::new();
    let step = progress.step("Writing", values.name.as_str());
    let draft = Draft::begin(checkout, &values.name)?;
    Template::of(checkout).write(&values, draft.path())?;
    draft.settle(checkout, &values.name, &lock)?;
    interrupt::check()?;
    draft.place(checkout, &values.name)?;
    step.done("Wrote", &format!("{}: shared-models ~{}, port {}", values.name, values.models, values.port));

    for told in mentions::add(checkout, &values.name)? {
        progress.line("Named it in", &told);
    }
    println!("cargo xtask test {}", values.name);
    Ok(ExitCode::SUCCESS)
}

/// A folder or a package of that name is there: a package could not be told from the service that depends on it.
fn refuse_taken(checkout: &Checkout, name: &Name, lock: &str) -> Result<()> {
    if checkout.folder(name.as_str()).exists() {
        bail!("there is a folder {name} already");
    }
    if checkout.folder(&workflow(name)).exists() {
        bail!("there is a workflow {} already", workflow(name));
    }
    let packages = lock.lines().filter_map(|line| line.strip_prefix("name = \"")?.strip_suffix('"'));
    if packages.map(|package| package.replace('_', "-")).any(|package| package == name.as_str()) {
        bail!("{name} is the name of a package that a service depends on");
    }
    Ok(())
}

/// Where the workflow of a service is, from the root of the checkout.
fn workflow(name: &Name) -> String {
    format!(".github/workflows/{name}.yml")
}

/// `1.1` of `1.1.3`.
fn minor(version: &str) -> String {
    version.splitn(3, '.').take(2).collect::<Vec<_>>().join(".")
}
