//! No input makes the engine hang or panic. `cargo fuzz run subschema` looks for one as long as it
//! is left to; here the same entry is given a few thousand.

mod entry;
mod wild;

use std::time::{Duration, Instant};

use crate::hunt::Dice;

/// Inputs of each kind in a default run; `ACCORD_INPUTS` asks for more.
const INPUTS: u64 = 1_500;

/// For one input, in a debug build on a busy machine.
const LIMIT: Duration = Duration::from_secs(20);

/// Gives the entry inputs from consecutive seeds.
fn answered(what: &str, input: fn(&mut Dice) -> Vec<u8>) {
    let from_environment = |name: &str| std::env::var(name).ok()?.parse::<u64>().ok();
    let first = from_environment("ACCORD_SEED").unwrap_or_else(|| {
        let now = std::time::SystemTime::now();
        now.duration_since(std::time::UNIX_EPOCH).map_or(0, |since| since.as_secs())
    });
    println!("ACCORD_SEED={first}");
    let mut longest = Duration::ZERO;
    for seed in first..first + from_environment("ACCORD_INPUTS").unwrap_or(INPUTS) {
        let bytes = input(&mut Dice::new(seed));
        let shown = || format!("{what}, ACCORD_SEED={seed}: {}", String::from_utf8_lossy(&bytes));
        let start = Instant::now();
        if std::panic::catch_unwind(|| entry::ask(&bytes)).is_err() {
            panic!("{}", shown());
        }
        let taken = start.elapsed();
        assert!(taken < LIMIT, "{taken:?}: {}", shown());
        if taken > longest {
            longest = taken;
            if std::env::var_os("ACCORD_SLOWEST").is_some() {
                println!("{taken:?}: {}", shown());
            }
        }
    }
}

#[test]
fn any_bytes_are_answered() {
    answered("bytes", |dice| {
        let length = dice.below(200);
        (0..length).map(|_| dice.below(256) as u8).collect()
    });
}

#[test]
fn any_json_is_answered() {
    answered("JSON with a fault", |dice| {
        let mut text = schemas(dice);
        // A byte that is dropped, doubled or another one.
        for _ in 0..dice.below(4) {
            let at = dice.below(text.len());
            match dice.below(3) {
                0 => drop(text.remove(at)),
                1 => text.insert(at, text[at]),
                _ => text[at] = dice.pick(b"{}[]\",:0e-."),
            }
        }
        text
    });
}

#[test]
fn any_schemas_are_answered() {
    answered("schemas", schemas);
}

fn schemas(dice: &mut Dice) -> Vec<u8> {
    let (left, right) = (wild::schema(dice, 4), wild::schema(dice, 4));
    format!("{left} {right}").into_bytes()
}
