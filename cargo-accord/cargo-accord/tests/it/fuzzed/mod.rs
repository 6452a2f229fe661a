//! No contract makes the judgement hang or panic. `cargo fuzz run contract` looks for one as long as it
//! runs; here the same entry is given a few thousand.

mod entry;
#[path = "../../../../json-subschema/tests/it/fuzzed/inputs.rs"]
mod inputs;

#[test]
fn any_bytes_are_answered() {
    inputs::answered("bytes", inputs::bytes, entry::ask);
}

#[test]
fn any_json_is_answered() {
    inputs::answered("damaged JSON", inputs::damaged_json, entry::ask);
}

#[test]
fn any_schemas_are_answered() {
    inputs::answered("schemas", inputs::schemas, entry::ask);
}
