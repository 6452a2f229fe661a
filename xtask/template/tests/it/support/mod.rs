//! What the tests stand on.

mod answer;
mod app;
mod database;
mod proxy;

pub use answer::Answer;
pub use app::TestApp;
pub use database::TestDatabase;
pub use proxy::Proxy;

/// An id that no other test and no other call uses.
pub fn fresh_id() -> uuid::Uuid {
    #[expect(clippy::disallowed_methods, reason = "tests may make ids")]
    uuid::Uuid::now_v7()
}
