//! What the tests are written with.

mod answer;
mod app;
mod call;
mod database;
mod fulfilment;
mod openapi;
mod proxy;
mod wait;

pub use answer::Answer;
pub use app::{TestApp, id, order_body, product_body};
pub use database::TestDatabase;
pub use fulfilment::Fulfilment;
pub use openapi::operations;
pub use proxy::Proxy;
pub use wait::eventually;

/// An id that nothing has.
#[expect(clippy::disallowed_methods, reason = "the one place where tests make ids")]
pub fn fresh_id() -> uuid::Uuid {
    uuid::Uuid::now_v7()
}
