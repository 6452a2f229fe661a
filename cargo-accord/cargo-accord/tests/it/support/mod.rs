//! A small world of crates, services and a registry in a temporary directory.

mod project;
mod registry;
mod wire;

pub use project::{Project, run};
pub use registry::World;
pub use wire::{contract, integer, object, text, wire};
