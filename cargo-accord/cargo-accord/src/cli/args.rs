//! The command line, as clap reads it.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

const AFTER_HELP: &str = "\
A contract (contract.json) says what the types of a crate read and write as JSON, and which tables
they expect. It stands in the root of the crate and in every release.

Exit codes: 0 fine, 1 the judgement is no, 2 unusable input, 101 internal error";

/// Judge a change of contract: which version bump it requires, and a document that proves it
#[derive(Debug, Parser)]
#[command(name = "cargo-accord", bin_name = "cargo accord", version, styles = clap_cargo::style::CLAP_STYLING)]
#[command(after_help = AFTER_HELP)]
pub struct Cli {
    #[command(subcommand)]
    pub command: Command,

    /// Coloring
    #[arg(long, value_name = "WHEN", global = true, default_value = "auto", hide_default_value = true)]
    pub color: clap::ColorChoice,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Write contract.json from the types of the crate
    Snapshot(Snapshot),
    /// Judge the change from the last release to this contract
    Check(Check),
    /// Print the bump that the change requires: none, patch, minor or major
    Bump(Versions),
    /// Tell whether the facts (events) that each release wrote can still be read
    History(History),
    /// Tell what a rule is about, why it is one, and what to do instead
    Explain {
        /// The id of the rule, as reports name it
        rule: String,
    },
    /// List all rules
    Rules,
    /// Show who exchanges what, and whether they understand each other
    Matrix(Services),
    /// Tell whether a service may move to a version now, and in which order
    CanIDeploy(CanIDeploy),
    /// Ask whether every document of one JSON Schema is a document of another
    Subschema(Subschema),
    /// Write the changes between two contracts as Markdown
    Changelog(Changelog),
}

#[derive(Debug, Args)]
pub struct Manifest {
    /// Path to Cargo.toml
    #[arg(long, value_name = "PATH")]
    pub manifest_path: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub struct Snapshot {
    /// Fail, and show what is stale, instead of writing
    #[arg(long)]
    pub check: bool,
    #[command(flatten)]
    pub manifest: Manifest,
}

#[derive(Debug, Args)]
pub struct Versions {
    /// The contract to compare with: registry, registry:VERSION, git:REF or a file
    #[arg(long, value_name = "SOURCE", default_value = "registry", conflicts_with = "old")]
    pub baseline: String,
    /// The old contract
    #[arg(long, value_name = "FILE", requires = "new")]
    pub old: Option<PathBuf>,
    /// The new contract [default: contract.json beside Cargo.toml]
    #[arg(long, value_name = "FILE")]
    pub new: Option<PathBuf>,
    /// Judge the Rust API too, with cargo-semver-checks
    #[arg(long, conflicts_with = "old")]
    pub api: bool,
    /// The day on which exemptions are judged
    #[arg(long, value_name = "DATE", hide = true)]
    pub today: Option<accord::check::Date>,
    #[command(flatten)]
    pub manifest: Manifest,
}

#[derive(Debug, Args)]
pub struct Check {
    #[command(flatten)]
    pub versions: Versions,
    /// How to write the judgement
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub format: Format,
}

#[derive(Debug, Args)]
pub struct History {
    /// The contract that reads: a file, registry, registry:VERSION or git:REF [default: contract.json beside
    /// Cargo.toml]
    pub reader: Option<String>,
    /// The day on which exemptions are judged
    #[arg(long, value_name = "DATE", hide = true)]
    pub today: Option<accord::check::Date>,
    #[command(flatten)]
    pub manifest: Manifest,
    /// How to write the answer
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub format: ShortFormat,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    Human,
    Json,
    Markdown,
    Github,
}

#[derive(Debug, Args)]
pub struct Services {
    /// The directory of a service; may be given many times
    #[arg(long = "service", value_name = "DIR")]
    pub services: Vec<PathBuf>,
    /// The URL of a service that runs; may be given many times
    #[arg(long, value_name = "URL")]
    pub live: Vec<String>,
    /// Take the contract of a service from a file, as if it were built with it
    #[arg(long = "with", value_name = "NAME=FILE")]
    pub with: Vec<String>,
    /// The registry that has the contracts of live services
    #[arg(long, value_name = "NAME")]
    pub registry: Option<String>,
    /// How to write the answer
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub format: ShortFormat,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ShortFormat {
    Human,
    Json,
}

#[derive(Debug, Args)]
pub struct CanIDeploy {
    #[command(flatten)]
    pub services: Services,
    /// The version that the service would move to
    #[arg(long, value_name = "PACKAGE@VERSION")]
    pub set: String,
    /// The service that would move
    #[arg(long = "for", value_name = "NAME")]
    pub wanted: String,
    /// Take the contract of the version from a file, before it is released
    #[arg(long, value_name = "FILE")]
    pub contract: Option<PathBuf>,
    /// Answer no when another service must move first
    #[arg(long)]
    pub now: bool,
}

#[derive(Debug, Args)]
pub struct Subschema {
    /// The schema of the documents in question
    #[arg(required_unless_present = "batch", requires = "right")]
    pub left: Option<PathBuf>,
    /// The schema that must take them all
    pub right: Option<PathBuf>,
    /// Answer {"id", "left", "right"} lines of a file, or of standard input for `-`
    #[arg(long, value_name = "FILE", conflicts_with_all = ["left", "right"])]
    pub batch: Option<PathBuf>,
    /// Read the schemas as those of a contract: left is written, right is read
    #[arg(long)]
    pub contract: bool,
}

#[derive(Debug, Args)]
pub struct Changelog {
    /// The old contract: a file, registry, registry:VERSION or git:REF
    pub old: String,
    /// The new contract: a file, registry, registry:VERSION or git:REF
    pub new: String,
    #[command(flatten)]
    pub manifest: Manifest,
}
