//! The document a crate publishes about its wire types, tables and problems.
//!
//! `contract.json` stands in the root of the crate and is part of every release. This module
//! reads one, refuses what is not one with the place of the fault, and writes the canonical form.

mod canonical;
mod document;
mod error;
mod read;
mod role;
mod schema_text;
mod table;
mod unread;
mod well_formed;

pub use canonical::canonical_json;
pub use document::{Contract, FORMAT, Problem, WireType};
pub use error::ContractError;
pub use read::{MAX_BYTES, parse, read, read_both, read_json};
pub use role::{Question, Role};
pub use schema_text::SchemaText;
pub use table::{Column, Table};
