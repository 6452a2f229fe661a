//! The service as others meet it: over HTTP, with a separate database for each test.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod support;

mod architecture;
mod audit_logs;
mod brands;
mod categories;
mod config;
mod customers;
mod designs;
mod facts;
mod migrations;
mod names;
mod orders;
mod outages;
mod pages;
mod prescriptions;
mod products;
mod roles;
mod schema;
mod seeds;
mod users;

service_chassis::testkit::suites!(crate::support::KIT);
