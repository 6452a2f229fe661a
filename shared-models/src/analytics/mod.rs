//! What was sold, summed up from facts.

mod dto;
mod rules;

pub use dto::*;
pub use rules::*;
