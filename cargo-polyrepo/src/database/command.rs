//! `cargo xtask db`: the shared server, by hand.

use std::process::ExitCode;

use anyhow::Result;
use clap::Subcommand;

use super::lease::Lease;
use crate::checkout::Checkout;
use crate::{interrupt, prerequisites, process};

/// What to do with the server.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Start it and leave it running
    Start,
    /// End it, also when it is in use
    Stop,
    /// Open the SQL shell as root; further arguments go to the client
    Shell {
        /// For example a database name, or `-e "SHOW DATABASES"`
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        arguments: Vec<String>,
    },
    /// Print the address of the root account, starting the server if it is down
    Url,
}

impl Command {
    /// Does it.
    ///
    /// # Errors
    /// When the server does not come up.
    pub fn run(self, checkout: &Checkout) -> Result<ExitCode> {
        interrupt::install()?;
        match self {
            Self::Start | Self::Url => {
                prerequisites::ensure(prerequisites::DATABASE)?;
                let lease = Lease::shared(checkout)?;
                println!("{}", lease.url()?);
                lease.keep()?;
            }
            Self::Stop => {
                let was_up = Lease::end(checkout)?;
                println!("{}", if was_up { "stopped" } else { "was not running" });
            }
            Self::Shell { arguments } => {
                prerequisites::ensure(prerequisites::DATABASE)?;
                let lease = Lease::shared(checkout)?;
                process::run(lease.root()?.command().args(arguments))?;
            }
        }
        Ok(ExitCode::SUCCESS)
    }
}
