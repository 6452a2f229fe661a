//! The chassis as services meet it: a small service, driven over HTTP, with a database for each test.
//!
//! `TEST_DATABASE_URL` names an account that may create databases, such as `mysql://root:secret@127.0.0.1:3306`.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

#[path = "../../examples/parcels/parcels/mod.rs"]
mod parcels;
mod support;

mod architecture;
mod background;
mod draining;
mod edge;
mod facts;
mod gather;
mod outages;
mod parcels_service;
mod peer;
mod silence;
mod start;

mod every_service {
    service_chassis::suites! { @machinery [crate::support::KIT] }
}
