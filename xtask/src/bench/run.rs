//! Running a benchmark.

use std::process::ExitCode;

use anyhow::Result;

use cargo_polyrepo::checkout::Checkout;
use cargo_polyrepo::progress::Progress;
use cargo_polyrepo::{interrupt, prerequisites};

use super::args::BenchArgs;
use super::bare::Bare;
use super::scenario::{self, Scenario};
use super::table::Table;
use super::venue::Venue;
use super::{load, machine};

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
