//! Who changed what, and when.

mod dto;
mod model;

#[cfg(feature = "db")]
mod entity;

pub use dto::*;
#[cfg(feature = "db")]
pub use entity::*;
pub use model::*;
