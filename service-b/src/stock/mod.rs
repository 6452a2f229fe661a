//! How many of each product lie where: set by requests.

mod set;

pub use set::{Set, SetRefused, set};
