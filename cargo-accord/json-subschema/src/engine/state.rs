//! What the engine keeps between its steps.

use std::{rc::Rc, sync::Arc};

use super::{
    hash,
    outcome::Undecided,
    solve::{Entry, Frame},
    summary::Summary,
};
use crate::expr::{Expr, Id, Literal};

/// The number of cheap checks that cost as much as a step of the search.
const CHECKS_PER_STEP: u64 = 32;

/// The arena for expressions that are made while deciding.
const EXTRA: u32 = 0;

/// Decides conjunctions over the expressions of two arenas.
pub(crate) struct Engine<'a> {
    pub(super) left: &'a [Arc<Expr>],
    pub(super) left_number: u32,
    pub(super) right: &'a [Arc<Expr>],
    pub(super) extra: Vec<Arc<Expr>>,
    pub(super) formats: bool,
    pub(super) budget: u64,
    pub(super) checks: u64,
    pub(super) max_depth: usize,
    pub(super) depth: usize,
    pub(super) memo: hash::Map<Rc<[Literal]>, Entry>,
    pub(super) frames: Vec<Frame>,
    pub(super) summaries: hash::Map<Id, Rc<Summary>>,
    /// For an expression the one that stands for it, where that is another.
    pub(super) same: hash::Map<Id, Id>,
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

    pub(super) fn expr(&self, id: Id) -> Arc<Expr> {
        let arena = match id.arena {
            EXTRA => self.extra.as_slice(),
            number if number == self.left_number => self.left,
            _ => self.right,
        };
        arena[id.place()].clone()
    }

    pub(super) fn add(&mut self, expr: Expr) -> Id {
        self.extra.push(Arc::new(expr));
        Id::new(EXTRA, self.extra.len() - 1)
    }

    /// Pays for some work; an error when nothing is left.
    pub(super) fn spend(&mut self, steps: u64) -> Result<(), Undecided> {
        self.budget = self.budget.saturating_sub(steps);
        if self.budget == 0 {
            return Err(Undecided::new("budget", "the question needs too much work"));
        }
        Ok(())
    }

    /// Pays for something that is cheaper than a step of the search.
    pub(super) fn spend_little(&mut self) -> Result<(), Undecided> {
        self.checks += 1;
        match self.checks.is_multiple_of(CHECKS_PER_STEP) {
            true => self.spend(1),
            false => Ok(()),
        }
    }

    /// Runs `work` one call deeper.
    pub(super) fn deeper<T, E: From<Undecided>>(
        &mut self,
        work: impl FnOnce(&mut Self) -> Result<T, E>,
    ) -> Result<T, E> {
        if self.depth >= self.max_depth {
            return Err(Undecided::new("depth", "the schemas are nested too deeply").into());
        }
        self.depth += 1;
        let outcome = work(self);
        self.depth -= 1;
        outcome
    }
}
