//! The baseline: the same statements through libmariadb, from a small C program compiled here.

use std::fs;
use std::path::PathBuf;
use std::process::Command;
use std::time::Duration;

use anyhow::{Context as _, Result};

use super::args::BenchArgs;
use super::figure::Figure;
use super::scenario::Scenario;
use super::venue::Venue;
use cargo_polyrepo::checkout::Checkout;
use cargo_polyrepo::process;

/// The compiled program and its arguments.
#[derive(Debug)]
pub struct Bare {
    program: PathBuf,
    scripts: PathBuf,
    ids: PathBuf,
    port: u16,
    password: String,
    connections: u16,
    seconds: u64,
}

impl Bare {
    /// Compiles it, and writes the file of ids that it chooses from.
    ///
    /// # Errors
    /// When there is no compiler or no libmariadb.
    pub fn compile(checkout: &Checkout, venue: &Venue, args: &BenchArgs) -> Result<Self> {
        let directory = checkout.target().join("xtask");
        fs::create_dir_all(&directory)?;
        let source = checkout.folder("xtask/bench");
        let program = directory.join("bare");
        let flags = process::capture(Command::new("pkg-config").args(["--cflags", "--libs", "libmariadb"]))?;
        let mut compiler = Command::new("cc");
        compiler.args(["-O2", "-pthread", "-D_GNU_SOURCE", "-o"]).arg(&program).arg(source.join("bare.c"));
        process::capture(compiler.args(flags.split_whitespace())).context("failed to compile bench/bare.c")?;
        let ids = directory.join("bare-ids");
        fs::write(&ids, list_ids(venue)?)?;
        let (port, password) = venue.root()?;
        let scripts = source.join("bare");
        Ok(Self { program, scripts, ids, port, password, connections: args.concurrency, seconds: args.seconds })
    }

    /// Runs the scenario's statements in a loop on as many connections.
    ///
    /// # Errors
    /// When the database rejects one.
    pub fn run(&self, scenario: &Scenario) -> Result<Figure> {
        let scripts = scenario.scripts.iter().map(|script| self.scripts.join(script));
        let mut command = self.command(scenario.database, scripts);
        let line = process::capture(&mut command)?;
        let number = |index: usize| line.split_whitespace().nth(index)?.parse::<f64>().ok();
        let (units, seconds, median, p99) = (|| Some((number(0)?, number(1)?, number(2)?, number(3)?)))()
            .with_context(|| format!("the bare loop printed {line:?}"))?;
        let micros = |count: f64| Duration::from_secs_f64(count / 1e6);
        Ok(Figure { rate: units / seconds, median: micros(median), p99: micros(p99) })
    }

    /// Connects as root, because an order is written to both databases.
    fn command(&self, database: &str, scripts: impl Iterator<Item = PathBuf>) -> Command {
        let mut command = Command::new(&self.program);
        command
            .arg("127.0.0.1")
            .arg(self.port.to_string())
            .args(["root", database])
            .arg(self.connections.to_string())
            .arg(self.seconds.to_string())
            .arg(&self.ids)
            .args(scripts)
            .env("BARE_PASSWORD", &self.password);
        command
    }
}

fn list_ids(venue: &Venue) -> Result<String> {
    let sql = "SELECT 'product', LOWER(HEX(id)) FROM products WHERE status = 'active';
               SELECT 'customer', LOWER(HEX(id)) FROM customers";
    let rows = venue.storefront.query(sql)?;
    Ok(rows.iter().map(|row| row.join(" ") + "\n").collect())
}
