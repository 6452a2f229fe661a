//! Fuzzing one service after the other.

use std::process::ExitCode;
use std::time::Duration;

use anyhow::{Result, bail};

use super::args::FuzzArgs;
use super::known::known;
use super::schemathesis::Fuzzer;
use super::venue::Venue;
use crate::bench::memory;
use crate::service::Service;
use cargo_polyrepo::checkout::Checkout;
use cargo_polyrepo::progress::{Progress, human};
use cargo_polyrepo::{interrupt, prerequisites, process};

/// More than a service takes for any request, in bytes.
const MAX_RESIDENT: u64 = 150 << 20;

/// Makes requests from the OpenAPI documents of the services, and holds the answers to them.
///
/// # Errors
/// When a service or the fuzzer cannot be started, a service ends or takes too much memory, or an answer is not what the
/// document says.
pub fn run(checkout: &Checkout, args: &FuzzArgs) -> Result<ExitCode> {
    interrupt::install()?;
    prerequisites::ensure(prerequisites::ALL)?;
    let progress = Progress::new();
    let fuzzer = Fuzzer::of(checkout)?;
    let mut venue = Venue::open(checkout, args, &progress)?;
    let known = known(&venue.instances[0].client(), &venue.instances[1].client())?;
    let mut faulty = Vec::new();
    for (index, service) in Service::ALL.into_iter().enumerate() {
        let name = service.folder;
        let time = human(Duration::from_secs(args.seconds));
        progress.line("Fuzzing", &format!("{name} for {time}, seed {}", args.seed));
        if process::status(&mut fuzzer.command(venue.ports[index], &known, args))? != 0 {
            faulty.push(name);
        }
        let server = venue.instances[index].server();
        if let Some(status) = server.ended()? {
            bail!("{name} ended ({status})");
        }
        let resident = memory::resident(server.id())?;
        progress.line("Fuzzed", &format!("{name}, {} MB resident", resident >> 20));
        if resident > MAX_RESIDENT {
            bail!("{name} holds {} MB, more than {}", resident >> 20, MAX_RESIDENT >> 20);
        }
    }
    if !faulty.is_empty() {
        bail!("{} did not answer as the OpenAPI document says; the findings are above", faulty.join(" and "));
    }
    Ok(ExitCode::SUCCESS)
}
