//! The service as others meet it: over HTTP, on a database of its own for each test.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on has failed")]

mod support;

mod architecture;
mod audit_logs;
mod bad_input;
mod brands;
mod categories;
mod cli;
mod customers;
mod designs;
mod edge;
mod gather;
mod inserts;
mod migrations;
mod operations;
mod orders;
mod outages;
mod prescriptions;
mod products;
mod roles;
mod schema;
mod seeds;
mod users;
