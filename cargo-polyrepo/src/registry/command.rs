//! The subcommands of `cargo polyrepo registry`.

use std::process::ExitCode;

use anyhow::{Context as _, Result};
use clap::Subcommand;

use super::mend::mend;
use super::relocate::relocate;
use super::{Accounts, Place, Program, Registry, Role, running, seed};
use crate::address;
use crate::checkout::Checkout;
use crate::interrupt;
use crate::progress::Progress;

/// What to do with the registry.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Start it and leave it running; without `kellnr` and Docker it is built first, which takes minutes
    Start {
        /// The port [default: the one in the lock files]
        #[arg(long)]
        port: Option<u16>,
    },
    /// End it
    Stop,
    /// Show whether it runs and what it has; exit code 1 when it does not run
    Status,
    /// Upload every release of the archive, byte for byte
    Seed,
    /// Remove packages that are stored and not listed after a crash; only while nothing is published
    Mend,
    /// Print the address of the index, or move this checkout to another: configuration and lock files
    Address {
        /// Where the index is from now on, such as `sparse+https://registry.example.com/api/v1/crates/`
        url: Option<String>,
    },
    /// Print a token, for `CARGO_REGISTRIES_KELLNR_TOKEN`
    Token {
        /// The one that can publish [default: the one that can only read]
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
        // A repository that `split` wrote has an address, and runs no registry.
        if let Self::Address { url } = &self {
            return address_of(checkout, url.as_deref());
        }
        let place = Place::of(checkout)?;
        match self {
            Self::Start { port } => start(checkout, &place, port)?,
            Self::Stop => {
                let _turn = place.directory.turn()?;
                let server = running::find(&place);
                if let Some(server) = &server {
                    server.stop();
                }
                println!("{}", if server.is_some() { "stopped" } else { "was not running" });
            }
            Self::Status => return status(checkout, &place),
            Self::Seed => fill(checkout, &place)?,
            Self::Mend => clear(checkout, &place)?,
            Self::Address { .. } => {}
            Self::Token { publish } => {
                let role = if publish { Role::Publish } else { Role::Read };
                println!("{}", Accounts::read(&place)?.token(role));
            }
        }
        Ok(ExitCode::SUCCESS)
    }
}

fn address_of(checkout: &Checkout, url: Option<&str>) -> Result<ExitCode> {
    let Some(url) = url else {
        println!("{}", address::index(checkout)?);
        return Ok(ExitCode::SUCCESS);
    };
    let progress = Progress::new();
    for path in relocate(checkout, url)? {
        let path = path.strip_prefix(checkout.root()).unwrap_or(&path);
        progress.line("Moved", &path.display().to_string());
    }
    Ok(ExitCode::SUCCESS)
}

fn start(checkout: &Checkout, place: &Place, port: Option<u16>) -> Result<()> {
    let program = if running::find(place).is_none() { Some(Program::ensure()?) } else { None };
    let _turn = place.directory.turn()?;
    let server = match (running::find(place), program) {
        (Some(server), _) => server,
        (None, program) => {
            let program = program.map_or_else(Program::ensure, Ok)?;
            let port = port.map_or_else(|| address::port(checkout), Ok)?;
            let step = Progress::new().step("Starting", "the registry");
            let server = running::launch(place, &program, port)?;
            step.done("Started", "the registry");
            server
        }
    };
    let registry = Registry::on(server.port);
    Accounts::ensure(place, registry)?;
    println!("{}", registry.index());
    Ok(())
}

fn status(checkout: &Checkout, place: &Place) -> Result<ExitCode> {
    let Some(server) = running::find(place) else {
        println!("not running");
        return Ok(ExitCode::FAILURE);
    };
    let registry = Registry::on(server.port);
    println!("running: {} (process {})", registry.index(), server.id());
    let accounts = Accounts::read(place)?;
    for name in &seed::crates(checkout)? {
        let versions = registry.versions(accounts.token(Role::Read), name)?;
        let versions: Vec<String> = versions.iter().map(described).collect();
        println!("{name}: {}", if versions.is_empty() { "no release".to_owned() } else { versions.join(", ") });
    }
    Ok(ExitCode::SUCCESS)
}

fn connect(place: &Place) -> Result<(Registry, Accounts)> {
    let server = running::find(place).context("the registry is not running: cargo polyrepo registry start")?;
    let registry = Registry::on(server.port);
    Ok((registry, Accounts::ensure(place, registry)?))
}

fn clear(checkout: &Checkout, place: &Place) -> Result<()> {
    let (registry, accounts) = connect(place)?;
    let progress = Progress::new();
    let removed = mend(place, registry, &accounts, &seed::crates(checkout)?)?;
    if removed.is_empty() {
        progress.line("Nothing", "to mend: every stored package is listed");
    }
    for file in removed {
        progress.line("Removed", &format!("{file}, which was not listed"));
    }
    Ok(())
}

fn fill(checkout: &Checkout, place: &Place) -> Result<()> {
    let (registry, accounts) = connect(place)?;
    let seeded = seed::seed(checkout, registry, &accounts, &place.directory.file("unpacked"))?;
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
