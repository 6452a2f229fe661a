//! `migrate`.

use std::io::Write;

use super::Failure;
use super::args::Migrate;
use crate::config::DatabaseConfig;
use crate::database::migrations::Step;
use crate::{Application, Service};

pub(super) fn run<A: Application>(
    service: &Service<A>,
    command: &Migrate,
    config: &DatabaseConfig,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    let step = match command {
        Migrate::Up => Step::Up,
        Migrate::Down => Step::Down,
        Migrate::Status => Step::Status,
        Migrate::Redo => Step::Redo,
        Migrate::Reset { yes: true } => Step::Reset,
        Migrate::Reset { yes: false } => {
            let question = format!("migrate reset: deletes every row of {}; confirm with --yes", config.url);
            return Err(Failure::Usage(question));
        }
    };
    Ok(service.migration_steps()?.run(&config.url, step, out)?)
}
