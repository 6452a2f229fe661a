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
//! [`same`] finds the expressions of both sides that say the same, and lets one stand for all of
//! them, so that what is known of one is known of the others.
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
mod key;
mod matching;
mod number;
mod object;
mod object_fill;
mod outcome;
mod same;
mod simulation;
mod solve;
mod status;
mod string;
mod summary;

use std::{rc::Rc, sync::Arc};

pub(crate) use self::outcome::{Outcome, Undecided};
use self::{
    solve::{Entry, Frame},
    summary::Summary,
};
use super::expr::{Expr, Id, Literal};

/// The number of cheap checks that cost as much as a step of the search.
const CHECKS_PER_STEP: u64 = 32;

/// The arena for expressions that are made while deciding.
const EXTRA: u32 = 0;

/// Decides conjunctions over the expressions of two arenas.
pub(crate) struct Engine<'a> {
    left: &'a [Arc<Expr>],
    left_number: u32,
    right: &'a [Arc<Expr>],
    extra: Vec<Arc<Expr>>,
    formats: bool,
    budget: u64,
    checks: u64,
    max_depth: usize,
    depth: usize,
    memo: hash::Map<Rc<[Literal]>, Entry>,
    frames: Vec<Frame>,
    summaries: hash::Map<Id, Rc<Summary>>,
    /// For an expression the one that stands for it, where that is another.
    same: hash::Map<Id, Id>,
}

impl<'a> Engine<'a> {
    /// An engine for two documents; their roots have the numbers of their arenas.
    pub(crate) fn new(
        (left, left_root): (&'a [Arc<Expr>], Id),
        right: &'a [Arc<Expr>],
        formats: bool,
        budget: u64,
        max_depth: usize,
    ) -> Self {
        Self {
            left,
            left_number: left_root.arena,
            right,
            extra: Vec::new(),
            formats,
            budget,
            checks: 0,
            max_depth,
            depth: 0,
            memo: hash::Map::default(),
            frames: Vec::new(),
            summaries: hash::Map::default(),
            same: hash::Map::default(),
        }
    }

    fn expr(&self, id: Id) -> Arc<Expr> {
        let arena = match id.arena {
            EXTRA => self.extra.as_slice(),
            number if number == self.left_number => self.left,
            _ => self.right,
        };
        arena[id.place()].clone()
    }

    fn add(&mut self, expr: Expr) -> Id {
        self.extra.push(Arc::new(expr));
        Id::new(EXTRA, self.extra.len() - 1)
    }

    /// Pays for some work; an error when nothing is left.
    fn spend(&mut self, steps: u64) -> Result<(), Undecided> {
        self.budget = self.budget.saturating_sub(steps);
        if self.budget == 0 {
            return Err(Undecided::new("budget", "the question needs too much work"));
        }
        Ok(())
    }

    /// Pays for something that is cheaper than a step of the search.
    fn spend_little(&mut self) -> Result<(), Undecided> {
        self.checks += 1;
        match self.checks.is_multiple_of(CHECKS_PER_STEP) {
            true => self.spend(1),
            false => Ok(()),
        }
    }

    /// Runs `work` one call deeper.
    fn deeper(&mut self, work: impl FnOnce(&mut Self) -> Outcome) -> Outcome {
        if self.depth >= self.max_depth {
            return Outcome::Unknown(Undecided::new("depth", "the schemas are nested too deeply"));
        }
        self.depth += 1;
        let outcome = work(self);
        self.depth -= 1;
        outcome
    }
}
