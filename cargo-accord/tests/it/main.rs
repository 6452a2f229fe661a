//! The tests of the crate, in one binary.

mod api;
mod baseline;
mod bounds;
mod exemptions;
mod rules;
mod services;
mod snapshot;
mod subschema;
mod support;
mod ui;
