//! What can be bought: products, their categories and brands.

mod dto;
mod event;
mod model;

#[cfg(feature = "db")]
mod entity;

pub use dto::*;
#[cfg(feature = "db")]
pub use entity::*;
pub use event::*;
pub use model::*;
