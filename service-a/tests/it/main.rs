//! The service as others meet it: over HTTP, on a database of its own for each test.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on has failed")]

mod support;

mod architecture;
mod bad_input;
mod catalog;
mod checkout;
mod cli;
mod customers;
mod designs;
mod edge;
mod gather;
mod idempotency;
mod identity;
mod migrations;
mod operations;
mod outages;
mod schema;
mod seeds;
