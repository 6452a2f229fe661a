//! The service as others meet it: over HTTP, on a database of its own for each test.

mod support;

mod architecture;
mod bad_input;
mod catalog;
mod checkout;
mod cli;
mod customers;
mod designs;
mod edge;
mod idempotency;
mod identity;
mod migrations;
mod operations;
mod outages;
mod schema;
mod seeds;
