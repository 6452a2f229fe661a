//! Where stock lies, and how it is promised to orders without ever selling what is not there.

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
