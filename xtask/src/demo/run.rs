//! Running the demo.

use std::process::ExitCode;
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Result, bail};

use cargo_polyrepo::checkout::Checkout;
use cargo_polyrepo::progress::{Progress, human};
use cargo_polyrepo::{interrupt, prerequisites};

use super::args::DemoArgs;
use super::stage::Stage;
use super::{address, order, parcel, product};
use crate::shop;

/// Between two looks at the services while they run.
const POLL_INTERVAL: Duration = Duration::from_millis(100);

/// Runs the demo.
///
/// # Errors
/// When a step fails, or the user interrupts before both services run.
pub fn run(checkout: &Checkout, args: &DemoArgs) -> Result<ExitCode> {
    interrupt::install()?;
    let started = Instant::now();
    let progress = Progress::new();
    install(&progress)?;
    let mut stage = Stage::set(checkout, args, &progress)?;
    play(&stage, &progress)?;
    progress.line("Finished", &format!("the demo in {}", human(started.elapsed())));
    if args.once {
        return Ok(ExitCode::SUCCESS);
    }
    address::print(&stage);
    while !interrupt::requested() {
        if let Some(name) = stage.ended()? {
            bail!("{name} ended; its log is in {}", stage.logs.display());
        }
        thread::sleep(POLL_INTERVAL);
    }
    progress.line("Stopping", "both services and the database");
    Ok(ExitCode::SUCCESS)
}

/// A product from the storefront to the customer's door, through both services.
fn play(stage: &Stage, progress: &Progress) -> Result<()> {
    let sale = shop::find_sale(&stage.storefront.client())?;
    let product = product::post(stage, &sale, progress)?;
    let payment = order::place(stage, &sale, &product, progress)?;
    parcel::send(stage, &payment, progress)
}

fn install(progress: &Progress) -> Result<()> {
    if prerequisites::missing(prerequisites::ALL).is_empty() {
        return Ok(());
    }
    progress.line("Installing", "missing packages");
    let started = Instant::now();
    let packages = prerequisites::ensure(prerequisites::ALL)?.join(", ");
    progress.line("Installed", &format!("{packages} in {}", human(started.elapsed())));
    Ok(())
}
