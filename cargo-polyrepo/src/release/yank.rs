//! A release that is wrong: new lock files skip it, and existing ones keep building.

use anyhow::{Context as _, Result, bail};

use super::probe::{Listing, Probe};
use super::token;
use crate::archive::Releases;
use crate::checkout::Checkout;
use crate::package::Package;
use crate::process;
use crate::progress::Progress;

/// Yanks it in the registry, and in the archive, which would offer it again otherwise.
///
/// # Errors
/// When the registry refuses. Running it again does what is missing.
pub(super) fn yank(checkout: &Checkout, package: &Package, version: &str) -> Result<()> {
    let progress = Progress::new();
    let name = &package.name;
    let probe = Probe::new(checkout, name, &format!("={version}"))?;
    match probe.ask(checkout)? {
        Listing::Absent => bail!("the registry has no {name} {version}"),
        Listing::Yanked => progress.line("Present", &format!("{name} {version} is yanked in the registry")),
        Listing::Present { .. } => {
            let mut cargo = process::cargo(checkout, &package.folder);
            cargo.args(["yank", "--quiet", "--registry", "kellnr", &format!("{name}@{version}")]);
            token::provide(&mut cargo, checkout);
            process::run(&mut cargo).context("nothing was yanked")?;
            if probe.ask(checkout)? != Listing::Yanked {
                bail!("the registry accepted it and does not show it yet; run this again later");
            }
            progress.line("Yanked", &format!("{name} {version} in the registry"));
        }
    }
    if let Some(archive) = checkout.archive()
        && Releases::at(archive).yank(name, version)?
    {
        progress.line("Yanked", &format!("{name} {version} in the archive; commit it"));
    }
    Ok(())
}
