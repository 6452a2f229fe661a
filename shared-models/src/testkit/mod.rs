//! Samples, a fixed clock and sequential ids: for tests, documentation and OpenAPI examples.

mod deterministic;
mod pricing;
mod samples;

pub use deterministic::{CountingIds, FixedClock};
pub use pricing::{price_list, terms};
pub use samples::{SAMPLES, sample};
