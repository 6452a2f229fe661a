//! `cargo xtask migration new`: a dated up/down pair from the templates, which state the rules.

mod command;
mod create;
mod name;

pub use command::Command;
