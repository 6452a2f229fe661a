//! Writes the rows of fixtures: missing ones are added, those that differ are changed, none is deleted.

mod catalog;
mod customers;
mod existing;
mod identity;

pub use catalog::{brands, categories, products};
pub use customers::{customers, prescriptions};
pub use existing::Key;
pub use identity::{roles, users};
