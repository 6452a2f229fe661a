//! The tests of the crate, in one binary.
#![expect(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "a test says what is wrong by panicking")]

mod announced;
mod api;
mod baseline;
mod bounds;
mod canonical;
mod date;
#[path = "../../../json-subschema/tests/it/dice.rs"]
mod dice;
mod exemptions;
mod fallback;
mod fuzzed;
mod glob;
mod history;
mod hunt;
mod judgement;
mod live;
mod packaging;
mod reading;
mod rules;
mod services;
mod snapshot;
mod soundness;
mod support;
mod ui;
