//! What the library promises, seen from outside.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a helper of a test fails the test")]

mod architecture;
mod builder;
mod contract;
mod customers;
mod dependencies;
mod events;
mod golden;
mod history;
mod identity;
mod inventory;
mod money;
mod names;
mod orders;
mod pages;
mod payments;
mod problems;
mod shipments;
mod state_machines;
mod tables;
mod text_types;
mod validation;
