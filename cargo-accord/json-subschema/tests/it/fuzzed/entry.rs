//! What the fuzzer does with its input: two JSON documents, one after the other.

use std::sync::Arc;

use json_subschema::{Objects, Options, Schema, is_subschema};
use serde_json::{Deserializer, Value};

/// Must return, whatever the bytes are: soon, and without a panic.
pub fn ask(data: &[u8]) {
    let mut documents = Deserializer::from_slice(data).into_iter::<Value>();
    let (Some(Ok(left)), Some(Ok(right))) = (documents.next(), documents.next()) else {
        return;
    };
    let closed = Schema::parse_as(Arc::new(left.clone()), Objects::Closed);
    if let (Ok(left), Ok(right)) = (Schema::parse(&left), Schema::parse(&right)) {
        for options in [Options::default(), Options::default().with_formats()] {
            let _ = is_subschema(&left, &right, &options);
        }
        if let Ok(closed) = closed {
            let _ = is_subschema(&closed, &right, &Options::default().with_formats());
        }
    }
}
