//! What the fuzzer does with its input: a contract, or two schemas of one.

use std::sync::Arc;

use accord::contract::parse;
use accord::schema::{canonical, for_reader, for_writer};
use json_subschema::{Objects, Options, Schema, is_subschema};
use serde_json::{Deserializer, Value};

/// Must return, whatever the bytes are: soon, and without a panic.
pub fn ask(data: &[u8]) {
    let mut documents = Deserializer::from_slice(data).into_iter::<Value>();
    let (Some(Ok(left)), Some(Ok(right))) = (documents.next(), documents.next()) else {
        // Not two documents; perhaps one that should be a contract.
        if let Ok(text) = std::str::from_utf8(data) {
            let _ = parse(text, "input");
        }
        return;
    };
    let written = Schema::parse_as(Arc::new(for_writer(&canonical(&left)).into_owned()), Objects::Closed);
    let read = Schema::parse(&for_reader(&canonical(&right)));
    if let (Ok(written), Ok(read)) = (written, read) {
        let _ = is_subschema(&written, &read, &Options::default().with_formats());
    }
}
