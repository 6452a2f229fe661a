//! The service as its clients, its database and its operators see it.
//!
//! `TEST_DATABASE_URL` names an account that may create databases, such as `mysql://root:secret@127.0.0.1:3306`. Every
//! test has its own database, so all run at once.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

mod support;

mod config;
mod contract;
mod housekeeping;
mod outages;
mod payments;
mod products;
mod reservations;
mod schema;
mod seeds;
mod shutdown;
mod stock;
mod warehouses;

service_chassis::testkit::suites!(crate::support::KIT);
