//! The command line.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;
use clap::{Args, Parser, Subcommand};

use crate::checkout::Checkout;
use crate::{
    archive, bench, bump, check, database, demo, migration, monorepo, new_service, registry, rehearse, release, split,
    supply_chain,
};

/// The tasks of this checkout. Start with `cargo xtask demo`.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", version)]
pub struct Cli {
    #[command(subcommand)]
    task: Task,
}

#[derive(Debug, Subcommand)]
enum Task {
    /// Install what is missing, build, start and show both services working together
    Demo(DemoArgs),
    /// Run everything that has to pass: format, lints, docs, tests, and both services together
    Test(TestArgs),
    /// The private database server
    #[command(subcommand)]
    Db(database::command::Command),
    /// Database migrations
    #[command(subcommand)]
    Migration(MigrationCommand),
    /// The private registry, on this machine
    #[command(subcommand)]
    Registry(registry::command::Command),
    /// Release a library: bump, gate, tag; then publish from the tag
    #[command(subcommand)]
    Release(release::command::Command),
    /// `cargo accord` as this commit has it
    Accord(AccordArgs),
    /// Judge a library's change for a reviewer: text here, annotations and a summary in a workflow
    Review(ReviewArgs),
    /// Write a service to begin with, on the newest release of shared-models
    NewService(new_service::NewServiceArgs),
    /// Move a service to a newer release of shared-models
    Bump(bump::BumpArgs),
    /// Check where dependencies come from and what workflows may do
    SupplyChain(supply_chain::SupplyChainArgs),
    /// Write each folder out as a repository of its own, with its history
    Split(split::SplitArgs),
    /// Run everything that has to pass in a repository that `split` wrote
    Alone,
    /// Play a release from an edit to every service, with what goes wrong on the way, in a scratch directory
    Rehearse(rehearse::RehearseArgs),
    /// Package a library and add it to the archive of releases, where it stays for good
    Archive(ArchiveArgs),
    /// Run cargo in the services against the working copy of shared-models instead of a release
    Mono(MonoArgs),
    /// Measure the release build and print a table
    Bench(BenchArgs),
}

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

/// `cargo xtask test`
#[derive(Debug, Args)]
pub struct TestArgs {
    /// The folders to test, or `contract` for what cargo accord says, `new-service` for one made from the template, `system` for both services together; all of it when none is named
    pub folders: Vec<String>,
    /// Go on after a failed step and tell all failures at the end
    #[arg(long)]
    pub no_fail_fast: bool,
}

#[derive(Debug, Subcommand)]
enum MigrationCommand {
    /// Write a dated up/down pair from the template
    New {
        /// The service's folder
        service: String,
        /// What it does: `verb_object`, such as `add_notes_to_orders`
        name: String,
    },
}

/// `cargo xtask accord`
#[derive(Debug, Args)]
pub struct AccordArgs {
    /// What to tell it
    #[arg(trailing_var_arg = true, allow_hyphen_values = true, required = true)]
    pub arguments: Vec<String>,
}

/// `cargo xtask review`
#[derive(Debug, Args)]
pub struct ReviewArgs {
    /// The library's folder
    #[arg(default_value = release::LIBRARY)]
    pub folder: String,
    /// Post the verdict on the pull request, with `gh`
    #[arg(long)]
    pub comment: bool,
}

/// `cargo xtask archive`
#[derive(Debug, Args)]
pub struct ArchiveArgs {
    /// The library's folder
    #[arg(default_value = "shared-models")]
    pub folder: PathBuf,
    /// Package although the folder has uncommitted changes
    #[arg(long)]
    pub allow_dirty: bool,
}

/// `cargo xtask mono`
#[derive(Debug, Args)]
pub struct MonoArgs {
    /// What to tell cargo; without `--manifest-path` it runs in each service
    #[arg(trailing_var_arg = true, allow_hyphen_values = true, required = true)]
    pub arguments: Vec<String>,
}

/// `cargo xtask bench`
#[derive(Debug, Args)]
pub struct BenchArgs {
    /// Seconds to measure each line for
    #[arg(long, default_value_t = 5, value_parser = clap::value_parser!(u64).range(1..=600))]
    pub seconds: u64,
    /// Connections
    #[arg(long, default_value_t = 32, value_parser = clap::value_parser!(u16).range(1..=512))]
    pub concurrency: u16,
    /// Let the database flush once a second instead of at each commit: takes the disk out of the figures
    #[arg(long)]
    pub relaxed: bool,
    /// Measure only lines whose name contains this
    #[arg(long, value_name = "TEXT", default_value = "")]
    pub only: String,
}

impl Cli {
    /// Does what was asked.
    ///
    /// # Errors
    /// When the task fails.
    pub fn run(self) -> Result<ExitCode> {
        let checkout = Checkout::find()?;
        match self.task {
            Task::Demo(args) => demo::run(&checkout, &args),
            Task::Test(args) => check::run(&checkout, &args),
            Task::Db(command) => command.run(&checkout),
            Task::Migration(MigrationCommand::New { service, name }) => migration::new(&checkout, &service, &name),
            Task::Registry(command) => command.run(&checkout),
            Task::Release(command) => command.run(&checkout),
            Task::Accord(args) => release::accord(&checkout, &args.arguments),
            Task::Review(args) => release::review(&checkout, &args.folder, args.comment),
            Task::NewService(args) => new_service::run(&checkout, &args),
            Task::Bump(args) => bump::run(&checkout, &args),
            Task::SupplyChain(args) => supply_chain::run(&checkout, &args),
            Task::Split(args) => split::run(&checkout, &args),
            Task::Alone => split::test(&checkout),
            Task::Rehearse(args) => rehearse::run(&checkout, &args),
            Task::Archive(args) => archive::run(&checkout, &args),
            Task::Mono(args) => monorepo::run(&checkout, &args),
            Task::Bench(args) => bench::run(&checkout, &args),
        }
    }
}
