//! The command line.

use std::process::ExitCode;

use anyhow::Result;
use cargo_polyrepo::checkout::Checkout;
use cargo_polyrepo::database;
use clap::{Parser, Subcommand};

use crate::{bench, check, demo, fuzz, migration, new_service, rehearse, supply_chain};

/// The tasks of this checkout. Start with `cargo xtask demo`.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", version)]
pub struct Cli {
    #[command(subcommand)]
    task: Task,
}

#[derive(Debug, Subcommand)]
enum Task {
    /// Install missing packages, build and start both services, and place an order through both
    Demo(demo::DemoArgs),
    /// Run all checks: format, lints, docs, tests, the contract, and both services together
    Test(check::TestArgs),
    /// The private database server
    #[command(subcommand)]
    Db(database::command::Command),
    /// Database migrations
    #[command(subcommand)]
    Migration(migration::Command),
    /// Write a first version of a service, on the newest releases of the libraries
    NewService(new_service::NewServiceArgs),
    /// Measure the release builds and print a table
    Bench(bench::BenchArgs),
    /// Make requests from the OpenAPI documents of both services, and hold the answers to them
    Fuzz(fuzz::FuzzArgs),
    /// Play releases from an edit to every service, with failures, in a scratch directory
    Rehearse(rehearse::RehearseArgs),
    /// Check sources and licences of dependencies, and the rights of workflows
    SupplyChain(supply_chain::SupplyChainArgs),
}

impl Cli {
    /// Runs the task.
    ///
    /// # Errors
    /// When the task fails.
    pub fn run(self) -> Result<ExitCode> {
        let checkout = Checkout::find()?;
        match self.task {
            Task::Demo(args) => demo::run(&checkout, &args),
            Task::Test(args) => check::run(&checkout, &args),
            Task::Db(command) => command.run(&checkout),
            Task::Migration(command) => command.run(&checkout),
            Task::NewService(args) => new_service::run(&checkout, &args),
            Task::Bench(args) => bench::run(&checkout, &args),
            Task::Fuzz(args) => fuzz::run(&checkout, &args),
            Task::Rehearse(args) => rehearse::run(&checkout, &args),
            Task::SupplyChain(args) => supply_chain::run(&checkout, &args),
        }
    }
}
