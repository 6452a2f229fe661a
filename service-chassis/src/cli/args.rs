//! What the command line takes.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

#[derive(Debug, Parser)]
pub(super) struct Cli {
    #[command(subcommand)]
    pub(super) command: Command,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Answer requests until SIGTERM or SIGINT.
    Serve,
    /// Change the tables of the database.
    #[command(subcommand)]
    Migrate(Migrate),
    /// Write fixtures into the database.
    Seed(Seed),
    /// Compare the database with the tables this release was built for.
    CheckSchema,
    /// Print the OpenAPI document.
    Openapi,
}

#[derive(Debug, Clone, Copy, Subcommand)]
pub(super) enum Migrate {
    /// Run every migration that has not run yet.
    Up,
    /// Undo the last migration.
    Down,
    /// List the migrations and whether they have run.
    Status,
    /// Undo the last migration and run it again.
    Redo,
    /// Undo every migration and run all again. Deletes every row.
    Reset {
        /// Confirm that every row of the database may be deleted.
        #[arg(long)]
        yes: bool,
    },
}

#[derive(Debug, Args)]
pub(super) struct Seed {
    /// Only report what would change.
    #[arg(long)]
    pub(super) dry_run: bool,
    /// Only this fixture, such as `products.json`.
    #[arg(long, value_name = "FIXTURE")]
    pub(super) only: Option<String>,
    /// A fixture from outside the binary: its file name says which one it takes the place of.
    #[arg(long, value_name = "PATH", conflicts_with = "only")]
    pub(super) file: Option<PathBuf>,
}
