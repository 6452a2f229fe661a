//! `seed`.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use super::Failure;
use super::args::Seed;
use crate::config::DatabaseConfig;
use crate::database::Connection;
use crate::seed::{self, Fixture};
use crate::{Application, Service, SystemClock};

pub(super) fn run<A: Application>(
    service: &Service<A>,
    Seed { dry_run, only, file }: &Seed,
    config: &DatabaseConfig,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    let all = service.fixture_list();
    let fixtures = match (only, file) {
        (_, Some(path)) => vec![outside(all, path)?],
        (Some(name), None) => vec![named(all, name).map_err(|known| usage("--only", known))?.clone()],
        (None, None) => all.to_vec(),
    };
    match seed::run(&mut Connection::open(&config.url)?, &fixtures, *dry_run, &SystemClock)? {
        Ok(report) => Ok(write!(out, "{report}")?),
        Err(faults) => {
            let mut err = io::stderr();
            for fault in faults {
                writeln!(err, "{}: {fault}", service.about().name)?;
            }
            Err(Failure::Failed("seed: nothing was written, because a fixture is not valid".to_owned()))
        }
    }
}

/// The fixture that is named as the file, with the content of the file.
fn outside(all: &[Fixture], path: &Path) -> Result<Fixture, Failure> {
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    let fixture = named(all, name).map_err(|known| usage("--file", known))?;
    let text = fs::read_to_string(path)
        .map_err(|error| Failure::Failed(format!("read the fixture {}: {error}", path.display())))?;
    Ok(fixture.with_text(text))
}

/// The fixture of this name, or the names of all.
fn named<'a>(all: &'a [Fixture], name: &str) -> Result<&'a Fixture, String> {
    let names = || all.iter().map(|fixture| fixture.name).collect::<Vec<_>>().join(", ");
    all.iter().find(|fixture| fixture.name == name).ok_or_else(names)
}

fn usage(argument: &str, known: String) -> Failure {
    Failure::Usage(format!("{argument}: no such fixture; there are {known}"))
}
