//! `cargo xtask bench`: the release build, measured and printed as a table.
//!
//! A benchmark, not a test: a slow service does not fail it. Load, services and database share the machine, so compare the
//! ratios within one run.

mod bare;
pub mod connection;
mod figure;
mod load;
mod machine;
mod memory;
mod scenario;
mod table;
mod venue;

use std::process::ExitCode;

use anyhow::Result;
use clap::Args;

use cargo_polyrepo::checkout::Checkout;
use cargo_polyrepo::progress::Progress;
use cargo_polyrepo::{interrupt, prerequisites};

use bare::Bare;
use scenario::Scenario;
use table::Table;
use venue::Venue;

/// `cargo xtask bench`
#[derive(Debug, Args)]
pub struct BenchArgs {
    /// Seconds to measure each line
    #[arg(long, default_value_t = 5, value_parser = clap::value_parser!(u64).range(1..=600))]
    pub seconds: u64,
    /// Connections
    #[arg(long, default_value_t = 32, value_parser = clap::value_parser!(u16).range(1..=512))]
    pub concurrency: u16,
    /// Let the database flush once a second instead of at each commit, so the disk does not limit the figures
    #[arg(long)]
    pub relaxed: bool,
    /// Measure only the lines whose name contains this
    #[arg(long, value_name = "TEXT", default_value = "")]
    pub only: String,
}

/// Measures, and prints the table to standard output.
///
/// # Errors
/// When a service cannot be built or run, or gives an unexpected answer under load.
pub fn run(checkout: &Checkout, args: &BenchArgs) -> Result<ExitCode> {
    interrupt::install()?;
    prerequisites::ensure(prerequisites::ALL)?;
    let progress = Progress::new();
    let mut venue = Venue::open(checkout, args, &progress)?;
    let bare = Bare::compile(checkout, &venue, args)?;
    let mut table = Table::default();
    let mut measure = |scenario: &Scenario| -> Result<()> {
        let step = progress.step("Measuring", scenario.name);
        let figure = load::run(scenario, args)?;
        let floor = bare.run(scenario)?;
        step.done("Measured", scenario.name);
        table.add(scenario.name, figure, floor);
        Ok(())
    };
    let wanted = |name: &str| name.contains(&args.only);
    Scenario::all(&venue)?.iter().filter(|scenario| wanted(scenario.name)).try_for_each(&mut measure)?;
    let descriptions = venue.describe()?;
    if wanted(scenario::ORDER_ALONE) {
        venue.serve_storefront_alone()?;
        measure(&Scenario::order_alone(&venue)?)?;
    }
    println!("{}", machine::describe(args));
    print!("{}", table.render());
    println!();
    for line in descriptions {
        println!("{line}");
    }
    Ok(ExitCode::SUCCESS)
}
