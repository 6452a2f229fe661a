//! Whether some literals have a document in common.
//!
//! L is contained in R if and only if no document satisfies both `L` and `not R`. The engine
//! decides such conjunctions:
//!
//! * [`solve`] remembers conjunctions that are decided, and treats one that is asked for while
//!   it is being decided as empty: the smallest of its documents cannot contain another one of
//!   them. What was concluded from that assumption is forgotten unless it is confirmed.
//! * [`explore`] takes one kind of value at a time, asserts what has to hold ([`assert`]), and
//!   splits what can hold in several ways ([`alternative`]), after dropping the ways that
//!   cannot ([`status`], [`summary`]).
//! * When nothing is left to split, the module of that kind decides what remains and builds
//!   the smallest document: [`number`], [`string`], [`array`], [`object`].
//!
//! A question that is undecided is tried again after [`same`] has found the expressions of both sides
//! that say the same: one stands for all of them, so that what is known of one is known of the others.
//!
//! [`simulation`] comes before all of that: it reads containment off where the right says no more
//! than the left does, part by part.
//!
//! Every step is paid for from a budget; where it runs out, or something cannot be reasoned
//! about, the outcome is undecided, and never becomes a proof.
//!
//! `src/glossary.md` explains the words.

mod alternative;
mod array;
mod array_place;
mod assert;
mod branch;
mod distinct;
mod eval;
mod explore;
mod finite;
mod hash;
mod matching;
mod number;
mod object;
mod object_fill;
mod outcome;
mod same;
mod simulation;
mod solve;
mod state;
mod status;
mod string;
mod summary;

pub(crate) use outcome::{Nothing, Undecided};
pub(crate) use state::Engine;
