//! What the fuzzer does with its input: two JSON documents, one after the other.

use accord::contract::parse;
use accord::schema::{canonical, for_reader, for_writer};
use accord::subschema::{Options, Schema, contained};
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
    if let (Ok(left), Ok(right)) = (Schema::parse(&left), Schema::parse(&right)) {
        for options in [Options::default(), Options::contract()] {
            let _ = contained(&left, &right, &options);
        }
    }
    let written = Schema::parse_closed(&for_writer(&canonical(&left)));
    let read = Schema::parse(&for_reader(&canonical(&right)));
    if let (Ok(written), Ok(read)) = (written, read) {
        let _ = contained(&written, &read, &Options::contract());
    }
}
