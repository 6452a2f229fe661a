//! The subcommands of `cargo xtask registry`.

use std::process::ExitCode;

use anyhow::{Context as _, Result};
use clap::Subcommand;

use super::{Accounts, Place, Program, Registry, Role, Running, address, seed};
use crate::checkout::Checkout;
use crate::interrupt;
use crate::progress::Progress;

/// What to do with the registry.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Start it and leave it running; without `kellnr` and Docker it is built first, which takes minutes
    Start {
        /// The port; without it the one that the lock files name
        #[arg(long)]
        port: Option<u16>,
    },
    /// End it
    Stop,
    /// Tell whether it runs and what it has; exit code 1 when it does not run
    Status,
    /// Upload every release of the archive, byte for byte
    Seed,
    /// Print a token, for `CARGO_REGISTRIES_KELLNR_TOKEN`
    Token {
        /// The one that can publish; without it the one that can only read
        #[arg(long)]
        publish: bool,
    },
}

impl Command {
    /// Does it.
    ///
    /// # Errors
    /// When the registry cannot be started, or refuses.
    pub fn run(self, checkout: &Checkout) -> Result<ExitCode> {
        interrupt::install()?;
        let place = Place::of(checkout)?;
        match self {
            Self::Start { port } => start(checkout, &place, port)?,
            Self::Stop => {
                let _turn = place.turn()?;
                let running = Running::find(&place);
                if let Some(running) = &running {
                    running.stop();
                }
                println!("{}", if running.is_some() { "stopped" } else { "was not running" });
            }
            Self::Status => return status(&place),
            Self::Seed => fill(checkout, &place)?,
            Self::Token { publish } => {
                let role = if publish { Role::Publish } else { Role::Read };
                println!("{}", Accounts::read(&place)?.token(role));
            }
        }
        Ok(ExitCode::SUCCESS)
    }
}

fn start(checkout: &Checkout, place: &Place, port: Option<u16>) -> Result<()> {
    let program = if Running::find(place).is_none() { Some(Program::ensure()?) } else { None };
    let _turn = place.turn()?;
    let running = match (Running::find(place), program) {
        (Some(running), _) => running,
        (None, program) => {
            let program = program.map_or_else(Program::ensure, Ok)?;
            let port = port.map_or_else(|| address::port(checkout), Ok)?;
            let step = Progress::new().step("Starting", "the registry");
            let running = Running::launch(place, &program, port)?;
            step.done("Started", "the registry");
            running
        }
    };
    let registry = Registry::on(running.port);
    Accounts::ensure(place, registry)?;
    println!("{}", registry.index());
    Ok(())
}

fn status(place: &Place) -> Result<ExitCode> {
    let Some(running) = Running::find(place) else {
        println!("not running");
        return Ok(ExitCode::FAILURE);
    };
    let registry = Registry::on(running.port);
    println!("running: {} (process {})", registry.index(), running.id());
    let accounts = Accounts::read(place)?;
    for name in seed::CRATES {
        let versions = registry.versions(accounts.token(Role::Read), name)?;
        let versions: Vec<String> = versions.iter().map(described).collect();
        println!("{name}: {}", if versions.is_empty() { "no release".to_owned() } else { versions.join(", ") });
    }
    Ok(ExitCode::SUCCESS)
}

fn fill(checkout: &Checkout, place: &Place) -> Result<()> {
    let running = Running::find(place).context("the registry is not running: cargo xtask registry start")?;
    let registry = Registry::on(running.port);
    let accounts = Accounts::ensure(place, registry)?;
    let releases = checkout.folder("registry-config/releases");
    let seeded = seed::seed(registry, &accounts, &releases, &place.file("unpacked"))?;
    let progress = Progress::new();
    for release in seeded.uploaded {
        progress.line("Uploaded", &release);
    }
    for release in seeded.present {
        progress.line("Present", &release);
    }
    Ok(())
}

fn described(line: &serde_json::Value) -> String {
    let yanked = if line["yanked"] == true { " (yanked)" } else { "" };
    format!("{}{yanked}", line["vers"].as_str().unwrap_or_default())
}
