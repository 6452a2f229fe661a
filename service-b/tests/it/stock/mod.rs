//! Levels of stock.

mod get;
mod set;
