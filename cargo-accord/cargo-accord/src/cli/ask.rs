//! One question to the engine.

use std::sync::Arc;

use accord::schema::{for_reader, for_writer};
use json_subschema::{Answer, Objects, Options, Schema, SchemaError, is_subschema};
use serde_json::Value;

/// Whether every document of `left` is one of `right`; an error names the side that is malformed.
pub fn ask(left: &Value, right: &Value, contract: bool) -> Result<Answer, (&'static str, SchemaError)> {
    let (left, right, options) = match contract {
        true => (
            Schema::parse_as(Arc::new(for_writer(left).into_owned()), Objects::Closed),
            Schema::parse(&for_reader(right)),
            Options::default().with_formats(),
        ),
        false => (Schema::parse(left), Schema::parse(right), Options::default()),
    };
    let left = left.map_err(|fault| ("left", fault))?;
    let right = right.map_err(|fault| ("right", fault))?;
    Ok(is_subschema(&left, &right, &options))
}
