//! The subcommands of `cargo xtask migration`.

use std::process::ExitCode;

use anyhow::Result;
use clap::Subcommand;

use cargo_polyrepo::checkout::Checkout;

use super::create::create;

/// `cargo xtask migration`
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Write a dated up/down pair from the template
    New {
        /// The service's folder
        service: String,
        /// What it does: `verb_object`, such as `add_notes_to_orders`
        name: String,
    },
}

impl Command {
    /// Runs the command.
    ///
    /// # Errors
    /// When the service does not exist, the name is invalid, or the pair cannot be written.
    pub fn run(self, checkout: &Checkout) -> Result<ExitCode> {
        let Self::New { service, name } = self;
        let directory = create(checkout, &service, &name)?;
        for file in ["up.sql", "down.sql"] {
            println!("{}", directory.join(file).display());
        }
        Ok(ExitCode::SUCCESS)
    }
}
