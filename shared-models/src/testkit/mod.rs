//! Samples, a clock that stands still and ids that count: for tests, documentation and OpenAPI examples.

mod deterministic;
mod pricing;
mod samples;

pub use deterministic::{CountingIds, FixedClock};
pub use pricing::{price_list, terms};
pub use samples::{SAMPLES, sample};
