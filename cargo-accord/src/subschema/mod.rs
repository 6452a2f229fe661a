//! Is every document that schema L takes also a document that schema R takes?

mod contained;
mod decimal;
mod engine;
mod equality;
mod error;
mod exact;
mod expr;
mod format;
mod kind;
mod options;
mod parse;
mod pattern;
mod render;
mod schema;
mod validator;
mod verdict;
mod witness;

pub use self::{
    contained::contained, error::SchemaError, options::Options, schema::Schema, verdict::Verdict,
};
