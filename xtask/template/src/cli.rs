//! The commands. Exit codes: 0 done, 1 failed, 2 wrong configuration or usage.

use std::error::Error;
use std::io::{self, Write};
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::config::{Config, ConfigError, DatabaseConfig};
use crate::store::migrations::{self, Step};
use crate::store::{Connection, schema_check};
use crate::{routes, seed, server};

/// The {{project-name}} service.
#[derive(Debug, Parser)]
#[command(version, about)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Answer requests until SIGTERM or SIGINT.
    Serve,
    /// Change the tables of the database.
    #[command(subcommand)]
    Migrate(Migrate),
    /// Write the fixtures of `seeds/` into the database.
    Seed {
        /// Only say what would change.
        #[arg(long)]
        dry_run: bool,
        /// Only this file, such as `warehouses.json`.
        #[arg(long, value_name = "FILE")]
        only: Option<String>,
    },
    /// Compare the database with the tables this release was built for.
    CheckSchema,
    /// Print the OpenAPI document.
    Openapi,
}

#[derive(Debug, Clone, Copy, Subcommand)]
enum Migrate {
    /// Run every migration that has not run yet.
    Up,
    /// Undo the last migration.
    Down,
    /// List the migrations and whether they have run.
    Status,
    /// Undo the last migration and run it again.
    Redo,
}

/// Why a command did not do what it was asked for.
#[derive(Debug)]
enum Failure {
    /// Something is configured or called wrongly: exit code 2.
    Usage(String),
    /// It failed, and this says why: exit code 1.
    Failed(String),
    /// It failed, and everything worth saying was said: exit code 1.
    Reported,
}

impl From<ConfigError> for Failure {
    fn from(error: ConfigError) -> Self {
        Self::Usage(error.to_string())
    }
}

impl<E: Error> From<E> for Failure
where
    E: Reportable,
{
    fn from(error: E) -> Self {
        Self::Failed(error.to_string())
    }
}

/// Errors that end a command with exit code 1.
trait Reportable {}
impl Reportable for crate::store::Error {}
impl Reportable for migrations::MigrationError {}
impl Reportable for io::Error {}
impl Reportable for serde_json::Error {}

/// Does what the command line asks for.
pub fn run() -> ExitCode {
    let outcome = execute(Cli::parse().command, &mut io::stdout());
    let (code, line) = match outcome {
        Ok(()) => return ExitCode::SUCCESS,
        Err(Failure::Usage(line)) => (2, line),
        Err(Failure::Failed(line)) => (1, format!("failed to {line}")),
        Err(Failure::Reported) => return ExitCode::from(1),
    };
    // One line, whatever the cause brought with it.
    let _ = writeln!(io::stderr(), "{{project-name}}: {}", line.replace('\n', " "));
    ExitCode::from(code)
}

fn execute(command: Command, out: &mut dyn Write) -> Result<(), Failure> {
    match command {
        Command::Serve => serve(Config::read(&variable)?),
        Command::Migrate(step) => {
            let step = match step {
                Migrate::Up => Step::Up,
                Migrate::Down => Step::Down,
                Migrate::Status => Step::Status,
                Migrate::Redo => Step::Redo,
            };
            Ok(migrations::run(&DatabaseConfig::read(&variable)?.database_url, step, out)?)
        }
        Command::Seed { dry_run, only } => seed(&DatabaseConfig::read(&variable)?, dry_run, only.as_deref(), out),
        Command::CheckSchema => check_schema(&mut Connection::open(&DatabaseConfig::read(&variable)?.database_url)?),
        Command::Openapi => Ok(writeln!(out, "{}", serde_json::to_string_pretty(&routes::openapi())?)?),
    }
}

#[expect(clippy::disallowed_methods, reason = "this is the one place that reads the environment")]
fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok()
}

fn serve(config: Config) -> Result<(), Failure> {
    crate::telemetry::start(&config.log);
    let mut connection = Connection::open(&config.database.database_url)?;
    let pending = migrations::pending(&mut connection)?;
    if let Some(first) = pending.first() {
        let more = pending.len() - 1;
        return Err(Failure::Failed(format!("serve: migration {first} and {more} more are pending; run `migrate up`")));
    }
    check_schema(&mut connection)?;
    drop(connection);
    Ok(server::run(&config)?)
}

fn check_schema(connection: &mut Connection) -> Result<(), Failure> {
    let differences = schema_check::check(connection)?;
    if differences.is_empty() {
        return Ok(());
    }
    let mut err = io::stderr();
    for difference in &differences {
        writeln!(err, "{{project-name}}: {difference}")?;
    }
    let count = differences.len();
    writeln!(err, "{{project-name}}: {count} difference(s) to shared-models {}", shared_models::VERSION)?;
    Err(Failure::Reported)
}

fn seed(config: &DatabaseConfig, dry_run: bool, only: Option<&str>, out: &mut dyn Write) -> Result<(), Failure> {
    let files = match only {
        None => seed::FILES.to_vec(),
        Some(name) => match seed::FILES.iter().find(|file| file.name == name) {
            Some(file) => vec![*file],
            None => {
                let known: Vec<_> = seed::FILES.iter().map(|file| file.name).collect();
                return Err(Failure::Usage(format!("--only: no such file; there are {}", known.join(", "))));
            }
        },
    };
    match seed::run(&mut Connection::open(&config.database_url)?, &files, dry_run, &crate::state::SystemClock)? {
        Ok(report) => Ok(write!(out, "{report}")?),
        Err(faults) => {
            let mut err = io::stderr();
            for fault in faults {
                writeln!(err, "{{project-name}}: {fault}")?;
            }
            Err(Failure::Failed("seed: nothing was written, because a fixture is not valid".to_owned()))
        }
    }
}
