//! `cargo xtask demo`: from a fresh checkout to both services running, in one command.

mod address;
mod order;
mod stage;

use std::path::PathBuf;
use std::process::ExitCode;
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Result, bail};
use clap::Args;

use cargo_polyrepo::checkout::Checkout;
use cargo_polyrepo::progress::{Progress, human};
use cargo_polyrepo::{interrupt, prerequisites};

use stage::Stage;

/// Between two looks at the services while they run.
const POLL_INTERVAL: Duration = Duration::from_millis(100);

/// `cargo xtask demo`
#[derive(Debug, Args)]
pub struct DemoArgs {
    /// Stop after one order went through both services
    #[arg(long)]
    pub once: bool,
    /// Start with empty databases
    #[arg(long)]
    pub fresh: bool,
    /// Build the services as deployed; takes longer
    #[arg(long)]
    pub release: bool,
    /// The storefront's port; by default 8081, or a free one if that is taken
    #[arg(long, value_name = "PORT")]
    pub storefront_port: Option<u16>,
    /// The port of the fulfilment service; by default 8082, or a free one if that is taken
    #[arg(long, value_name = "PORT")]
    pub fulfilment_port: Option<u16>,
    /// A directory with the binaries service-a and service-b, to start instead of building them
    #[arg(long, value_name = "DIR", hide = true, requires = "once", conflicts_with = "release")]
    pub binaries: Option<PathBuf>,
}

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
    order::place(&stage, &progress)?;
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
