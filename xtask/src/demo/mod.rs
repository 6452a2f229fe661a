//! `cargo xtask demo`: from a bare checkout to both services at work, in one command.

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
use cargo_polyrepo::{interrupt, port, prerequisites};

use stage::Stage;

/// `cargo xtask demo`
#[derive(Debug, Args)]
pub struct DemoArgs {
    /// Stop after one order went through both services
    #[arg(long)]
    pub once: bool,
    /// Begin with empty databases
    #[arg(long)]
    pub fresh: bool,
    /// Build the services as they are deployed; slower to build
    #[arg(long)]
    pub release: bool,
    /// The storefront's port; without it 8081, or a free one if that is taken
    #[arg(long, value_name = "PORT")]
    pub storefront_port: Option<u16>,
    /// The fulfilment service's port; without it 8082, or a free one if that is taken
    #[arg(long, value_name = "PORT")]
    pub fulfilment_port: Option<u16>,
}

/// Runs the demo.
///
/// # Errors
/// When a step fails, or the user interrupts before the services are up.
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
        thread::sleep(Duration::from_millis(100));
    }
    progress.line("Stopping", "both services and the database");
    Ok(ExitCode::SUCCESS)
}

/// One order through two binaries that are built already, storefront first, on empty databases.
///
/// # Errors
/// When one of them does not start, or refuses a step.
pub fn one_order(checkout: &Checkout, binaries: [PathBuf; 2]) -> Result<()> {
    let args = DemoArgs {
        once: true,
        fresh: true,
        release: false,
        storefront_port: Some(port::free()?),
        fulfilment_port: Some(port::free()?),
    };
    let progress = Progress::new();
    order::place(&Stage::of(checkout, binaries, &args, &progress)?, &progress)
}

fn install(progress: &Progress) -> Result<()> {
    if prerequisites::missing(prerequisites::ALL).is_empty() {
        return Ok(());
    }
    progress.line("Installing", "what is missing");
    let started = Instant::now();
    let packages = prerequisites::ensure(prerequisites::ALL)?.join(", ");
    progress.line("Installed", &format!("{packages} in {}", human(started.elapsed())));
    Ok(())
}
