//! What a customer wants, what it costs, and how far it has come.

mod dto;
mod event;
mod model;
mod rules;

#[cfg(feature = "db")]
mod entity;

pub use dto::*;
#[cfg(feature = "db")]
pub use entity::*;
pub use event::*;
pub use model::*;
pub use rules::*;
