//! Both services on a real database, each built from the releases that it pins.
//!
//! `cargo xtask test system` builds them and runs these.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a helper of a test fails the test")]

mod checkout;
mod configuration;
mod database_outage;
mod facts;
mod interoperate;
mod isolation;
mod migration_lock;
mod oversell;
mod payment;
mod peer_outage;
mod schema;
mod stage;
mod wait;
