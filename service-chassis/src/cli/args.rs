//! What the command line takes.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};
use uuid::Uuid;

use crate::facts::Cursor;

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
    /// Look at the events that this service publishes and follows.
    #[command(subcommand)]
    Events(Events),
}

#[derive(Debug, Subcommand)]
pub(super) enum Events {
    /// Print how far the feed, its readers and the consumers of this service are.
    Status,
    /// Print events of this service, one as JSON on each line.
    Tail(Tail),
    /// Count the events that are kept, by the release of the models that wrote them.
    Retained,
    /// Print the epoch of the feed.
    Epoch,
    /// Begin another epoch, after the database was restored: every reader begins again with a snapshot.
    NewEpoch {
        /// Confirm that every reader begins again.
        #[arg(long)]
        yes: bool,
    },
    /// Events that a consumer could not take, and later ones about the same subject.
    #[command(subcommand)]
    DeadLetters(DeadLetters),
}

#[derive(Debug, Subcommand)]
pub(super) enum DeadLetters {
    /// List them.
    List(Selection),
    /// Print one: the whole event, and why it was not taken.
    Show {
        /// The consumer that could not take it.
        consumer: String,
        /// Its place, as `list` prints it.
        cursor: Cursor,
    },
    /// Have the running service try them again.
    Redrive(Redrive),
    /// Delete them for good.
    Discard(Confirmed),
}

/// Which ones; all of them without an argument.
#[derive(Debug, Args)]
pub(super) struct Selection {
    /// Of this consumer.
    #[arg(long)]
    pub(super) consumer: Option<String>,
    /// Of this type, such as `catalog::ProductChanged`.
    #[arg(long = "type", value_name = "TYPE")]
    pub(super) event_type: Option<String>,
    /// About this thing.
    #[arg(long, value_name = "ID")]
    pub(super) subject: Option<Uuid>,
    /// With this text in the reason.
    #[arg(long, value_name = "TEXT")]
    pub(super) error: Option<String>,
    /// Written by this release of the models.
    #[arg(long, value_name = "VERSION")]
    pub(super) release: Option<String>,
}

#[derive(Debug, Args)]
pub(super) struct Redrive {
    #[command(flatten)]
    pub(super) confirmed: Confirmed,
    /// Only those that another release of the service could not take: after a deploy.
    #[arg(long)]
    pub(super) readable: bool,
}

#[derive(Debug, Args)]
pub(super) struct Tail {
    /// Those behind this place; without it, from the oldest on.
    #[arg(long, value_name = "CURSOR")]
    pub(super) after: Option<Cursor>,
    /// Of this type, such as `catalog::ProductChanged`.
    #[arg(long = "type", value_name = "TYPE")]
    pub(super) event_type: Option<String>,
    /// Wait for further ones.
    #[arg(long)]
    pub(super) follow: bool,
}

#[derive(Debug, Args)]
pub(super) struct Confirmed {
    #[command(flatten)]
    pub(super) selection: Selection,
    /// Do it; without this, only say how many there are.
    #[arg(long)]
    pub(super) yes: bool,
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
