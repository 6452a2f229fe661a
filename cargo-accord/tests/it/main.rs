//! The tests of the crate, in one binary.

mod rules;
mod subschema;
mod ui;
