//! Writes the rows of fixtures: missing ones are added, those that differ are changed, none is deleted.

mod prescriptions;
mod tables;
mod writer;

pub use prescriptions::prescriptions;
pub use tables::{brands, categories, customers, products, roles, users};
pub use writer::Key;
