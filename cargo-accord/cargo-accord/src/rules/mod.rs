//! Every kind of change this crate can name.
//!
//! A rule is data: its id is the name of its page in `rules/`, of its fixture in
//! `tests/fixtures/rules/` and of the finding in every report; tests tie the three together.

mod catalogue;
mod page;

pub use catalogue::{Rule, UnknownRule};
pub use page::Page;
