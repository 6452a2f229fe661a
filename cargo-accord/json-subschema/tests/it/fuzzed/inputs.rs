//! Inputs from consecutive seeds, each of which the entry beside has to answer in time.

#[path = "wild.rs"]
mod wild;

use std::time::{Duration, Instant};

use super::entry::ask;
use crate::dice::{Dice, first_seed, from_environment};

/// Inputs of each kind in a default run; `TEST_INPUTS` asks for more.
const INPUTS: u64 = 1_500;

/// For one input, in a debug build on a busy machine.
const LIMIT: Duration = Duration::from_secs(60);

/// Gives the entry inputs from consecutive seeds.
fn answered(what: &str, input: fn(&mut Dice) -> Vec<u8>) {
    let first = first_seed();
    let mut longest = Duration::ZERO;
    for seed in first..first + from_environment("TEST_INPUTS").unwrap_or(INPUTS) {
        let bytes = input(&mut Dice::new(seed));
        let shown = || format!("{what}, TEST_SEED={seed}: {}", String::from_utf8_lossy(&bytes));
        let start = Instant::now();
        if std::panic::catch_unwind(|| ask(&bytes)).is_err() {
            panic!("{}", shown());
        }
        let taken = start.elapsed();
        assert!(taken < LIMIT, "{taken:?}: {}", shown());
        if taken > longest {
            longest = taken;
            if std::env::var_os("TEST_SLOWEST").is_some() {
                println!("{taken:?}: {}", shown());
            }
        }
    }
}

fn bytes(dice: &mut Dice) -> Vec<u8> {
    let length = dice.below(200);
    (0..length).map(|_| dice.below(256) as u8).collect()
}

/// Two schemas, in which a byte is dropped, doubled or replaced up to three times.
fn damaged_json(dice: &mut Dice) -> Vec<u8> {
    let mut text = schemas(dice);
    for _ in 0..dice.below(4) {
        let at = dice.below(text.len());
        match dice.below(3) {
            0 => drop(text.remove(at)),
            1 => text.insert(at, text[at]),
            _ => text[at] = dice.pick(b"{}[]\",:0e-."),
        }
    }
    text
}

fn schemas(dice: &mut Dice) -> Vec<u8> {
    let (left, right) = (wild::schema(dice, 4), wild::schema(dice, 4));
    format!("{left} {right}").into_bytes()
}

#[test]
fn any_bytes_are_answered() {
    answered("bytes", bytes);
}

#[test]
fn any_json_is_answered() {
    answered("damaged JSON", damaged_json);
}

#[test]
fn any_schemas_are_answered() {
    answered("schemas", schemas);
}
