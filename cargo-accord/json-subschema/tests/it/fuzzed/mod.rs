//! No input makes the engine hang or panic. `cargo fuzz run subschema` looks for one as long as it
//! runs; here the same entry is given a few thousand.

mod entry;
mod inputs;
