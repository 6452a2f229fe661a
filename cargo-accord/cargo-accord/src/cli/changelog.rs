//! `cargo accord changelog`.

use std::time::SystemTime;

use accord::check::{self, Date};
use accord::report;

use super::args::Changelog;
use super::baseline::Source;
use super::failure::{Judgement, Outcome};
use super::output::print;
use super::package::Package;

/// Prints the changes between two contracts.
pub fn run(args: &Changelog) -> Outcome {
    let manifest = args.manifest.manifest_path.as_deref();
    let read = |text: &str| Source::parse(text).read(|| Package::read(manifest));
    let (old, new) = (read(&args.old)?.contract, read(&args.new)?.contract);
    let report = check::check(&old, &new, &[], Date::of(SystemTime::now()))?;
    print(|out| report::changelog(&report, out))?;
    Ok(Judgement::Fine)
}
