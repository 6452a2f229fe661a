//! Frames that a customer puts together: material, size, engraving and add-ons, priced by rule.

mod dto;
mod model;
mod rules;

#[cfg(feature = "db")]
mod entity;

pub use dto::*;
#[cfg(feature = "db")]
pub use entity::*;
pub use model::*;
pub use rules::*;
