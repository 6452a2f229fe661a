//! No schema makes the engine hang or panic.
//!
//! The input is two JSON documents, one after the other: `cargo fuzz run subschema`.

#![no_main]

use accord::subschema::{Options, Schema, contained};
use libfuzzer_sys::fuzz_target;
use serde_json::{Deserializer, Value};

fuzz_target!(|data: &[u8]| {
    let mut documents = Deserializer::from_slice(data).into_iter::<Value>();
    let (Some(Ok(left)), Some(Ok(right))) = (documents.next(), documents.next()) else {
        return;
    };
    let (Ok(left), Ok(right)) = (Schema::parse(&left), Schema::parse(&right)) else {
        return;
    };
    for options in [Options::default(), Options::contract()] {
        let _ = contained(&left, &right, &options);
    }
});
