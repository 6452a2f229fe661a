//! The service as its clients, its database and its operators see it.
//!
//! `TEST_DATABASE_URL` names an account that may create databases, such as `mysql://root:secret@127.0.0.1:3306`. Every
//! test has its own database, so all run at once.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

mod support;

mod audit_logs;
mod config;
mod contract;
mod facts;
mod housekeeping;
mod outages;
mod payments;
mod products;
mod reservations;
mod schema;
mod seeds;
mod shipments;
mod shutdown;
mod stock;
mod warehouses;

service_chassis::testkit::suites!(crate::support::KIT);
