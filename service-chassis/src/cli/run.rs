//! Does what the command line asks for.

use std::io::{self, Write};
use std::process::ExitCode;

use clap::{CommandFactory, FromArgMatches};

use super::args::{Cli, Command};
use super::failure::Failure;
use super::{events, migrate, seed};
use crate::config::{Config, DatabaseConfig, Variables};
use crate::database::{Connection, schema_check};
use crate::service::Prepared;
use crate::{Application, Service, server, telemetry};

/// Does what the command line asks for.
pub(crate) fn run<A: Application>(service: &Service<A>) -> ExitCode {
    let about = service.about();
    let purpose = about.description.split_once(". ").map_or(about.description, |(first, _)| first);
    let command = Cli::command().name(about.name).bin_name(about.name).version(about.version).about(purpose);
    let cli = Cli::from_arg_matches(&command.get_matches()).unwrap_or_else(|error| error.exit());
    let (code, line) = match execute(service, cli.command, &mut io::stdout()) {
        Ok(()) => return ExitCode::SUCCESS,
        Err(Failure::Usage(line)) => (2, line),
        Err(Failure::Failed(line)) => (1, format!("failed to {line}")),
        Err(Failure::Reported) => return ExitCode::from(1),
    };
    // One line, whatever the cause brought with it.
    let _ = writeln!(io::stderr(), "{}: {}", about.name, line.replace('\n', " "));
    ExitCode::from(code)
}

fn execute<A: Application>(service: &Service<A>, command: Command, out: &mut dyn Write) -> Result<(), Failure> {
    let variables = Variables::new(&variable);
    let defaults = service.defaults();
    let database = || DatabaseConfig::read(&variables, &defaults);
    match command {
        Command::Serve => serve(service, &Config::read(&variables, &defaults)?),
        Command::Migrate(command) => migrate::run(service, &command, &database()?, out),
        Command::Seed(arguments) => seed::run(service, &arguments, &database()?, out),
        Command::CheckSchema => {
            let config = database()?;
            check_schema(service, &service.prepare()?, &mut Connection::open(&config.url)?)
        }
        Command::Events(command) => events::run(service, command, &database()?, out),
        Command::Openapi => Ok(writeln!(out, "{}", serde_json::to_string_pretty(&service.openapi()?)?)?),
    }
}

#[expect(clippy::disallowed_methods, reason = "the one place that reads the environment")]
fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok()
}

fn serve<A: Application>(service: &Service<A>, config: &Config<A::Config>) -> Result<(), Failure> {
    telemetry::start(&config.log);
    let prepared = service.prepare()?;
    let mut connection = Connection::open(&config.database.url)?;
    let pending = service.migrations_of(&prepared.tables).pending(&mut connection)?;
    if let Some(first) = pending.first() {
        let more = pending.len() - 1;
        return Err(Failure::Failed(format!("serve: migration {first} and {more} more are pending; run `migrate up`")));
    }
    check_schema(service, &prepared, &mut connection)?;
    drop(connection);
    Ok(server::run(service, &prepared, config)?)
}

fn check_schema<A: Application>(
    service: &Service<A>,
    prepared: &Prepared,
    connection: &mut Connection,
) -> Result<(), Failure> {
    let name = service.about().name;
    let differences = schema_check::check(connection, &prepared.tables)?;
    if differences.is_empty() {
        return Ok(());
    }
    let mut err = io::stderr();
    for difference in &differences {
        writeln!(err, "{name}: {difference}")?;
    }
    writeln!(err, "{name}: {} difference(s) to {}", differences.len(), prepared.models)?;
    Err(Failure::Reported)
}
