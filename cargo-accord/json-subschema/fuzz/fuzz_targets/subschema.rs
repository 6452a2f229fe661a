//! No schema makes the engine hang or panic: `cargo +nightly fuzz run subschema`.

#![no_main]

#[path = "../../tests/it/fuzzed/entry.rs"]
mod entry;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| entry::ask(data));
