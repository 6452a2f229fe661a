//! `cargo accord matrix`.

use accord::matrix::{Judge, exchanges};
use accord::report;

use super::args::{Services, ShortFormat};
use super::failure::{Judgement, Outcome};
use super::output::print;
use super::service::gather;

/// Prints every exchange between the services.
pub fn run(args: &Services) -> Outcome {
    let parties = gather(args)?.parties;
    let found = exchanges(&parties, &mut Judge::default())?;
    print(|out| match args.format {
        ShortFormat::Human => report::matrix_human(&parties, &found, out),
        ShortFormat::Json => writeln!(out, "{:#}", report::matrix_json(&parties, &found)),
    })?;
    Ok(Judgement::of(!found.iter().any(|exchange| exchange.answer.is_no())))
}
