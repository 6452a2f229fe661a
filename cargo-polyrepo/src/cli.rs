//! The command line.

use std::ffi::OsString;
use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand};

use crate::checkout::Checkout;
use crate::{archive, bump, monorepo, registry, release, split};

/// Releases libraries to a private cargo registry, and moves services to the releases.
#[derive(Debug, Parser)]
#[command(name = "cargo polyrepo", bin_name = "cargo polyrepo", version)]
pub struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Release a library: bump, gate, tag; then publish from the tag
    #[command(subcommand)]
    Release(release::command::Command),
    /// The private registry, on this machine
    #[command(subcommand)]
    Registry(registry::command::Command),
    /// Package libraries and add them to the archive of releases, where they stay
    Archive(archive::ArchiveArgs),
    /// Move a service to a newer release of a library
    Bump(bump::BumpArgs),
    /// Run cargo in the services against the working copies of the libraries instead of their releases
    Mono(monorepo::MonoArgs),
    /// Write each folder out as a repository, with its history
    Split(split::SplitArgs),
    /// Run everything that has to pass in a repository that `split` wrote
    Test,
}

/// Parses the arguments of the process.
///
/// Cargo starts an installed subcommand as `cargo-polyrepo polyrepo …`; the alias of a checkout leaves the second word out.
pub fn parse(arguments: impl IntoIterator<Item = OsString>) -> Cli {
    let mut arguments: Vec<OsString> = arguments.into_iter().collect();
    if arguments.get(1).is_some_and(|word| word == "polyrepo") {
        arguments.remove(1);
    }
    Cli::parse_from(arguments)
}

impl Cli {
    /// Runs the command.
    ///
    /// # Errors
    /// When the command fails.
    pub fn run(self) -> Result<ExitCode> {
        let checkout = Checkout::find()?;
        match self.command {
            Command::Release(command) => command.run(&checkout),
            Command::Registry(command) => command.run(&checkout),
            Command::Archive(args) => archive::run(&checkout, &args),
            Command::Bump(args) => bump::run(&checkout, &args),
            Command::Mono(args) => monorepo::run(&checkout, &args),
            Command::Split(args) => split::run(&checkout, &args),
            Command::Test => split::test(&checkout),
        }
    }
}
