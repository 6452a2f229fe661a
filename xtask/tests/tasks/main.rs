//! The tasks, run as a person runs them, in scratch checkouts.

#![expect(clippy::unwrap_used, reason = "a helper of a test fails the test")]

mod command_line;
mod commands;
mod connection;
mod database;
mod documents;
mod filled;
mod fuzz;
mod house;
mod migration;
mod new_service;
mod repository;
mod scratch;
mod workflow;
mod workflows;
