//! From arguments to an exit code.

use std::ffi::OsString;
use std::io::Write as _;
use std::process::ExitCode;

use clap::{ColorChoice, Parser as _};

use super::args::{Cli, Command};
use super::failure::{Judgement, Outcome, Unusable};
use super::{changelog, check, deploy, explain, history, matrix, snapshot, subschema};

/// The proof search recurses as deep as the schemas it is given.
const STACK_BYTES: usize = 256 * 1024 * 1024;

/// A bug in this program; what a panic of the main thread gives too.
const INTERNAL: u8 = 101;

/// Runs the command named by the arguments of the process.
pub fn main() -> ExitCode {
    let cli = Cli::parse_from(arguments());
    match cli.color {
        ColorChoice::Auto => {}
        ColorChoice::Always => anstream::ColorChoice::Always.write_global(),
        ColorChoice::Never => anstream::ColorChoice::Never.write_global(),
    }
    ExitCode::from(ended(|| run(cli.command)))
}

/// Works on a stack that is deep enough, and gives the exit code.
fn ended(work: impl FnOnce() -> Outcome + Send + 'static) -> u8 {
    let thread = std::thread::Builder::new().stack_size(STACK_BYTES);
    let outcome = match thread.spawn(work).map(std::thread::JoinHandle::join) {
        Ok(Ok(outcome)) => outcome,
        // The message is printed already.
        Ok(Err(_panic)) => return INTERNAL,
        Err(error) => Err(Unusable::context("cannot start a thread", error)),
    };
    match outcome {
        Ok(Judgement::Fine) => 0,
        Ok(Judgement::No) => 1,
        Err(error) => {
            let style = clap_cargo::style::ERROR;
            let _ = writeln!(anstream::stderr(), "{style}error{style:#}: {error}");
            2
        }
    }
}

/// `cargo accord check` runs `cargo-accord accord check`.
fn arguments() -> impl Iterator<Item = OsString> {
    let mut arguments: Vec<OsString> = std::env::args_os().collect();
    if arguments.get(1).is_some_and(|first| first == "accord") {
        arguments.remove(1);
    }
    arguments.into_iter()
}

fn run(command: Command) -> Outcome {
    match command {
        Command::Snapshot(args) => snapshot::run(&args),
        Command::Check(args) => check::run(&args),
        Command::Bump(versions) => check::bump(&versions),
        Command::History(args) => history::run(&args),
        Command::Explain { rule } => explain::explain(&rule),
        Command::Rules => explain::rules(),
        Command::Matrix(args) => matrix::run(&args),
        Command::CanIDeploy(args) => deploy::run(&args),
        Command::Subschema(args) => subschema::run(&args),
        Command::Changelog(args) => changelog::run(&args),
    }
}

#[cfg(test)]
mod tests {
    use super::{Judgement, Unusable, ended};

    #[test]
    fn each_outcome_has_its_exit_code() {
        assert_eq!(ended(|| Ok(Judgement::Fine)), 0);
        assert_eq!(ended(|| Ok(Judgement::No)), 1);
        assert_eq!(ended(|| Err(Unusable("no such file".to_owned()))), 2);
        assert_eq!(ended(|| panic!("a bug")), 101);
    }
}
