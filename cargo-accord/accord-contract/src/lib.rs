// The example of the README needs every feature.
#![cfg_attr(all(feature = "diesel", feature = "schemars"), doc = include_str!("../README.md"))]
#![cfg_attr(
    not(all(feature = "diesel", feature = "schemars")),
    doc = "What a crate needs to write its `contract.json`. Build with `--all-features` to see the whole documentation."
)]

pub mod problems;
pub mod tables;

mod document;
#[cfg(feature = "schemars")]
mod wire;

pub use document::{DocumentError, FORMAT};
#[cfg(feature = "schemars")]
pub use wire::{Contract, Direction, Role, WireType};
