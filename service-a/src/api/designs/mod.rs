//! Frames that customers put together.

mod get_design;
mod quote_design;
mod save_design;

pub use get_design::{GetDesignError, get_design};
pub use quote_design::{QuoteDesignError, quote_design};
pub use save_design::{SaveDesignError, save_design};
