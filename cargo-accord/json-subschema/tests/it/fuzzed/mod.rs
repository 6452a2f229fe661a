//! No input makes the engine hang or panic. `cargo fuzz run subschema` looks for one as long as it
//! runs; here the same entry is given a few thousand.

mod entry;
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
