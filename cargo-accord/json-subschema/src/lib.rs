#![doc = include_str!("../README.md")]

mod answer;
mod decimal;
mod engine;
mod equality;
mod error;
mod exact;
mod expr;
mod format;
mod is_subschema;
mod kind;
mod objects;
mod options;
mod parse;
mod pattern;
mod pointer;
mod refusal;
mod render;
mod schema;
mod witness;

pub use self::{
    answer::Answer, error::SchemaError, is_subschema::is_subschema, objects::Objects, options::Options,
    refusal::Refusal, schema::Schema,
};
