//! `cargo accord matrix`.

use accord::matrix::{Judge, exchanges};
use accord::report;

use super::args::{Matrix, ServiceFormat};
use super::failure::{Judgement, Outcome, Unusable};
use super::output::print;
use super::service::gather;

/// Prints every exchange between the services.
pub fn run(args: &Matrix) -> Outcome {
    let parties = gather(&args.services)?.parties;
    let found = exchanges(&parties, &mut Judge::default()).map_err(|error| Unusable(error.to_string()))?;
    print(|out| match args.services.format {
        ServiceFormat::Human => report::matrix_human(&parties, &found, out),
        ServiceFormat::Json => writeln!(out, "{:#}", report::matrix_json(&parties, &found)),
    })?;
    Ok(Judgement::of(!found.iter().any(|exchange| exchange.answer.is_no())))
}
