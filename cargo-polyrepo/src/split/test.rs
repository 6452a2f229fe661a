//! `cargo polyrepo test`: everything that has to pass in a repository that `split` wrote.

use std::fs;
use std::process::ExitCode;

use anyhow::{Context as _, Result, bail};

use crate::checkout::Checkout;
use crate::database::Lease;
use crate::progress::Progress;
use crate::{interrupt, prerequisites, process};

/// What runs, cheapest first. A workspace is tested as a whole.
const STEPS: [(&str, &[&str]); 4] = [
    ("format", &["fmt", "--all", "--check"]),
    ("clippy", &["clippy", "--locked", "--all-targets", "--all-features", "--", "--deny", "warnings"]),
    ("docs", &["doc", "--locked", "--no-deps", "--all-features"]),
    ("tests", &["test", "--locked", "--all-features"]),
];

/// Runs it; with a private database server for a package that has migrations.
///
/// # Errors
/// When a step fails, or this is not such a repository.
pub fn test(checkout: &Checkout) -> Result<ExitCode> {
    interrupt::install()?;
    let root = checkout.root();
    if !checkout.is_alone() {
        bail!("`cargo polyrepo test` is for a repository that `split` wrote; in a checkout it is `cargo xtask test`");
    }
    let manifest = fs::read_to_string(root.join("Cargo.toml")).context("failed to read Cargo.toml")?;
    let database = if migrates(&manifest) {
        prerequisites::ensure(prerequisites::ALL)?;
        Some(Lease::shared(checkout)?)
    } else {
        None
    };
    for (name, arguments) in STEPS {
        Progress::new().line("Checking", name);
        let mut cargo = process::cargo(checkout, root);
        cargo.args(arguments).env("RUSTDOCFLAGS", "--deny warnings");
        if let Some(database) = &database {
            cargo.env("TEST_DATABASE_URL", database.url()?);
        }
        process::run(&mut cargo)?;
    }
    Ok(ExitCode::SUCCESS)
}

/// Whether a package has migrations: a service, or a library that is tested with those of an example.
fn migrates(manifest: &str) -> bool {
    manifest.lines().any(|line| line.starts_with("diesel_migrations"))
}

#[cfg(test)]
mod tests {
    use super::migrates;

    #[test]
    fn package_that_runs_migrations_needs_a_database() {
        assert!(migrates("[dependencies]\ndiesel = \"2.3\"\ndiesel_migrations = { version = \"2.3\" }\n"));
        assert!(!migrates("[dependencies]\ndiesel = \"2.3\"\n"));
    }
}
