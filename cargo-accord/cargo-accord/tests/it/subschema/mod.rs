//! The engine: one question after another.

mod contract;
mod generator;
mod hostile;
mod hunt;
mod keywords;
mod laws;
mod recursion;
mod refused;
mod witnesses;

use accord::subschema::{Options, Schema, Verdict, contained};
use serde_json::Value;

fn ask_with(left: &Value, right: &Value, options: &Options) -> Verdict {
    let left = Schema::parse(left).unwrap_or_else(|error| panic!("{left}: {error}"));
    let right = Schema::parse(right).unwrap_or_else(|error| panic!("{right}: {error}"));
    contained(&left, &right, options)
}

fn ask(left: &Value, right: &Value) -> Verdict {
    ask_with(left, right, &Options::default())
}

fn ask_contract(left: &Value, right: &Value) -> Verdict {
    ask_with(left, right, &Options::contract())
}

/// The witness of a "no".
fn witness(verdict: Verdict) -> Value {
    match verdict {
        Verdict::NotContained { witness } => witness,
        other => panic!("expected a witness, got {other:?}"),
    }
}
