//! The envelope that every fact travels in, and the outbox it waits in.

mod dto;

#[cfg(feature = "db")]
mod entity;

pub use dto::*;
#[cfg(feature = "db")]
pub use entity::*;
