//! The tasks, run as a person runs them, in scratch checkouts.

#![expect(clippy::unwrap_used, reason = "a helper of a test fails the test")]

mod archive;
mod command_line;
mod database;
mod migration;
mod monorepo;
mod new_service;
mod registry;
mod scratch;
mod template;
