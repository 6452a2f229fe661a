//! Frames that customers put together.

mod get_design;
mod quote_design;
mod save_design;

pub use get_design::get_design;
pub use quote_design::quote_design;
pub use save_design::save_design;
