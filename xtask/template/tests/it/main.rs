//! The service as others see it: over HTTP, on a database of its own for each test.
//!
//! `TEST_DATABASE_URL` names an account that may create databases, such as `mysql://root:secret@127.0.0.1:3306`.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod support;
mod warehouses;

// Everything that a service has to do whatever it is about: see `service_chassis::testkit::suite`.
service_chassis::testkit::suites!(crate::support::KIT);
