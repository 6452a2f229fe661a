//! Conjunctions that have been decided, and those that are being decided.

use std::rc::Rc;

use serde_json::Value;

use super::{
    Engine,
    outcome::{Nothing, Outcome, first, found},
};
use crate::{
    expr::{Expr, Literal},
    kind::{Kind, Kinds},
};

/// What is remembered of a conjunction.
#[derive(Debug, Clone)]
pub(super) enum Entry {
    Decided(Outcome),
    /// It is being decided, by the frame with this number.
    Open(usize),
    /// It is empty if the conjunctions of all frames from this number on are.
    Assumed(usize),
}

/// A conjunction that is being decided.
#[derive(Debug)]
pub(super) struct Frame {
    /// The lowest frame that was assumed to be empty.
    lowest: usize,
    /// The conjunctions that were concluded to be empty from assumptions.
    assumed: Vec<Rc<[Literal]>>,
}

impl Engine<'_> {
    /// Whether the literals have a document in common.
    ///
    /// Must only be asked of values *inside* the document whose conjunction is open: the
    /// assumption about open conjunctions rests on documents getting smaller.
    pub(crate) fn solve(&mut self, literals: &[Literal]) -> Outcome {
        let key = self.normalise(literals).ok_or(Nothing::Empty)?;
        if key.is_empty() {
            return found(Value::Null);
        }
        let key: Rc<[Literal]> = key.into();
        match self.memo.get(&key) {
            Some(Entry::Decided(outcome)) => return outcome.clone(),
            Some(Entry::Open(frame) | Entry::Assumed(frame)) => {
                let frame = *frame;
                self.assume(frame);
                return Err(Nothing::Empty);
            }
            None => {}
        }
        self.spend(4)?;
        let number = self.frames.len();
        self.frames.push(Frame { lowest: usize::MAX, assumed: Vec::new() });
        self.memo.insert(key.clone(), Entry::Open(number));
        let outcome = self.deeper(|engine| engine.search(&key));
        self.close(number, key, &outcome);
        outcome
    }

    fn assume(&mut self, frame: usize) {
        if let Some(top) = self.frames.last_mut() {
            top.lowest = top.lowest.min(frame);
        }
    }

    fn close(&mut self, number: usize, key: Rc<[Literal]>, outcome: &Outcome) {
        let Some(frame) = self.frames.pop() else {
            return;
        };
        let entry = match outcome {
            Err(Nothing::Empty) if frame.lowest < number => Entry::Assumed(frame.lowest),
            decided => Entry::Decided(decided.clone()),
        };
        match entry {
            // All that was assumed on the way was assumed of this one, and is confirmed.
            Entry::Decided(Err(Nothing::Empty)) => {
                for concluded in frame.assumed {
                    self.memo.insert(concluded, Entry::Decided(Err(Nothing::Empty)));
                }
            }
            // The assumption goes on to the frame below; a use of one of these entries
            // has to assume no more than the lowest frame among them.
            Entry::Assumed(lowest) => {
                for concluded in &frame.assumed {
                    self.memo.insert(concluded.clone(), Entry::Assumed(lowest));
                }
                self.assume(lowest);
                if let Some(below) = self.frames.last_mut() {
                    below.assumed.extend(frame.assumed);
                    below.assumed.push(key.clone());
                }
            }
            // The assumption was wrong, or cannot be confirmed.
            _ => {
                for concluded in frame.assumed {
                    self.memo.remove(&concluded);
                }
            }
        }
        self.memo.insert(key, entry);
    }

    /// Sorted, without what always holds; `None` when two literals contradict each other.
    fn normalise(&self, literals: &[Literal]) -> Option<Vec<Literal>> {
        let mut key = Vec::with_capacity(literals.len());
        for literal in literals {
            let literal = self.target(*literal);
            match (&*self.expr(literal.id), literal.holds) {
                (Expr::And(members), true) if members.is_empty() => {}
                (Expr::And(members), false) if members.is_empty() => return None,
                (Expr::Kinds(Kinds::NONE), true) => return None,
                (Expr::Kinds(Kinds::NONE), false) => {}
                _ => key.push(literal),
            }
        }
        key.sort_unstable();
        key.dedup();
        let contradiction = key.windows(2).any(|pair| pair[0].id == pair[1].id);
        (!contradiction).then_some(key)
    }

    /// Follows references and negations.
    pub(super) fn target(&self, literal: Literal) -> Literal {
        let mut literal = literal;
        loop {
            literal = match &*self.expr(literal.id) {
                Expr::Ref(id) => Literal { id: *id, holds: literal.holds },
                Expr::Not(id) => Literal { id: *id, holds: !literal.holds },
                _ => return self.first(literal),
            };
        }
    }

    fn search(&mut self, key: &Rc<[Literal]>) -> Outcome {
        if let Some(outcome) = self.among_values(key) {
            return outcome;
        }
        let mut kinds = Kinds::ALL;
        for literal in key.iter().filter(|literal| literal.holds) {
            kinds = kinds.and(self.summary(literal.id).kinds);
        }
        first(Kind::ALL.into_iter().filter(|kind| kinds.has(*kind)).map(|kind| self.search_kind(key, kind)))
    }
}
