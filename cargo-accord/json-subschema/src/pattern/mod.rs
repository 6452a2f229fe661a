//! Patterns as regular languages.
//!
//! A pattern is read as ECMA-262 with the `u` flag, searched for anywhere in a string.
//! [`ecma`] rewrites it for `regex-syntax`, [`nfa`] builds an automaton over characters from
//! the parsed form, and [`search`] walks the product of several automata, complemented where
//! a pattern must not match, to the shortest string that satisfies all of them.

mod alphabet;
mod compiled;
mod determinise;
mod ecma;
mod nfa;
mod search;
mod shared;

pub(crate) use compiled::Pattern;
pub(crate) use search::{Search, Searched};
