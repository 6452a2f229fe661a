//! What exactly changed between two schemas of one type, and where.
//!
//! This module names changes; it does not judge them. Each change carries the edits that turn the
//! old schema into one in which *only this* changed, so that the engine can be asked about it
//! alone. A change that no rule here recognises is still caught: the engine is asked about the whole
//! types too.

mod annotations;
mod arrays;
mod bounds;
mod change;
mod edit;
mod fields;
mod integers;
mod length_units;
mod lengths;
mod merge;
mod node;
mod nulls;
mod objects;
mod place;
mod recorder;
mod renames;
mod rest;
mod strings;
mod unions;
mod values;
mod walk;

pub use change::{Change, Unseen};
pub use edit::{Act, Edit, hybrid};
pub use merge::{TypeChange, changes};
pub use node::standalone;
pub use renames::alike;
