//! The service as its clients, its database and its operators see it.
//!
//! `TEST_DATABASE_URL` names an account that may create databases, such as `mysql://root:secret@127.0.0.1:3306`. Every
//! test has a database of its own, so all run at once.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on has failed")]

mod support;

mod architecture;
mod bad_input;
mod cli;
mod edge;
mod gather;
mod housekeeping;
mod inserts;
mod migrations;
mod operations;
mod outages;
mod payments;
mod products;
mod reservations;
mod schema;
mod seeds;
mod stock;
mod warehouses;
