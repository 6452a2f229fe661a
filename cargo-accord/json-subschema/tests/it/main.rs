//! The tests of the crate, in one binary.
#![expect(clippy::panic, clippy::unwrap_used, reason = "a test says what is wrong by panicking")]

mod dice;
mod formats;
mod fuzzed;
mod hostile;
mod hunt;
mod keywords;
mod laws;
mod recursion;
mod refused;
mod source;
mod watch;
mod witnesses;

use json_subschema::{Answer, Options, Schema, is_subschema};
use serde_json::Value;

fn ask_with(left: &Value, right: &Value, options: &Options) -> Answer {
    let left = Schema::parse(left).unwrap_or_else(|error| panic!("{left}: {error}"));
    let right = Schema::parse(right).unwrap_or_else(|error| panic!("{right}: {error}"));
    is_subschema(&left, &right, options)
}

fn ask(left: &Value, right: &Value) -> Answer {
    ask_with(left, right, &Options::default())
}

fn ask_with_formats(left: &Value, right: &Value) -> Answer {
    ask_with(left, right, &Options::default().with_formats())
}

/// The witness of a "no".
fn witness(answer: Answer) -> Value {
    match answer {
        Answer::NotContained { witness } => witness,
        other => panic!("expected a witness, got {other:?}"),
    }
}
