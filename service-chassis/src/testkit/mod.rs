//! What a service is tested with.
//!
//! [`kit!`](crate::testkit::kit) describes the service once. From it come a [`TestDatabase`] for each test, cloned from a
//! migrated template, and a [`TestApp`], the service itself on a free port with a blocking client. Every answer of a call
//! is compared with the OpenAPI document. [`suites!`](crate::testkit::suites) adds the tests that every service has to
//! pass.
//!
//! `TEST_DATABASE_URL` names an account that may create databases, such as `mysql://root:secret@127.0.0.1:3306`.
//!
//! ```no_run
//! # mod support {
//! # use service_chassis::{About, Chassis, Contract, Service};
//! # fn document() -> serde_json::Value { serde_json::json!({}) }
//! # fn components() -> serde_json::Map<String, serde_json::Value> { serde_json::Map::new() }
//! # fn service() -> Service<Chassis> {
//! #     let about = About { name: "a", version: "1.0.0", title: "A", description: "A service." };
//! #     Service::new(about, Contract { document, components })
//! # }
//! use service_chassis::testkit::Kit;
//!
//! pub static KIT: Kit<Chassis> = Kit::new(service, env!("CARGO_MANIFEST_DIR"), "target/debug/a");
//! # }
//! # use support::KIT;
//!
//! # fn main() {
//! let app = KIT.app(KIT.database(), &[("HTTP_WORKERS", "2")]);
//! app.call("get_order").id("019b8e3e-3868-78db-bfaf-75728b2b9ec1").send().problem("not-found");
//! # }
//! ```

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::expect_used,
    clippy::missing_panics_doc,
    reason = "a test that cannot go on has failed, and says so by a panic"
)]

mod answer;
mod app;
mod call;
mod clock;
mod database;
mod document;
mod kit;
mod proxy;
mod raw;
pub mod suite;
mod wait;

pub use crate::{kit, suites};
pub use answer::{Answer, Problem};
pub use app::{Instance, TestApp};
pub use call::Call;
pub use clock::{TestClock, fresh_id};
pub use database::TestDatabase;
pub use document::Operation;
pub use kit::Kit;
pub use proxy::Proxy;
pub use wait::eventually;
