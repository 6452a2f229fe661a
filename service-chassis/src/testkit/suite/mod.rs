//! Tests that every service passes. [`suites!`](crate::testkit::suites) makes a `#[test]` of each.

pub mod architecture;
pub mod bad_input;
pub mod cli;
pub mod connections;
pub mod edge;
pub mod inserts;
pub mod migrations;
pub mod operations;
pub mod origins;
pub mod outages;
pub mod schema;
pub mod seeds;
mod suites;
