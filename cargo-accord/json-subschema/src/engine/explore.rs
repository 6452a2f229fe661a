//! The search for a document of one kind.

use std::rc::Rc;

use super::{
    Engine,
    branch::{Alternative, Branch, Choice, Pending},
    outcome::{Alternatives, Outcome},
    status::Status,
};
use crate::{expr::Literal, kind::Kind};

/// Whether a branch can still have a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Life {
    Alive,
    Dead,
}

impl Engine<'_> {
    /// Whether the literals of a state have a document of one kind in common.
    pub(super) fn search_kind(&mut self, state: &Rc<[Literal]>, kind: Kind) -> Outcome {
        let mut branch = Branch::new(state.clone(), kind);
        for literal in state.iter() {
            if literal.holds {
                let summary = self.summary(literal.id);
                branch.summaries.push(summary);
            }
        }
        for literal in state.iter() {
            match self.assert(&mut branch, *literal) {
                Ok(Life::Alive) => {}
                Ok(Life::Dead) => return Outcome::Empty,
                Err(undecided) => return Outcome::Unknown(undecided),
            }
        }
        self.explore(branch)
    }

    /// Splits what is pending until nothing is.
    pub(super) fn explore(&mut self, mut branch: Branch) -> Outcome {
        match self.propagate(&mut branch) {
            Ok(Life::Alive) => {}
            Ok(Life::Dead) => return Outcome::Empty,
            Err(undecided) => return Outcome::Unknown(undecided),
        }
        let smallest = branch
            .pending
            .iter()
            .enumerate()
            .min_by_key(|(_, pending)| match pending {
                Pending::Literal(_) => (true, usize::MAX),
                Pending::Alternatives(choice) => (!choice.positive, choice.ways.len()),
            })
            .map(|(index, _)| index);
        let Some(index) = smallest else {
            return self.finish(&branch);
        };
        let Pending::Alternatives(choice) = branch.pending.swap_remove(index) else {
            return Outcome::Empty;
        };
        let mut alternatives = Alternatives::default();
        for alternative in choice.ways.iter() {
            let mut chosen = branch.clone();
            let outcome = match self.assert_all(&mut chosen, alternative) {
                Ok(Life::Alive) => self.deeper(|engine| engine.explore(chosen)),
                Ok(Life::Dead) => Outcome::Empty,
                Err(undecided) => Outcome::Unknown(undecided),
            };
            if let Some(found) = alternatives.take(outcome) {
                return found;
            }
        }
        alternatives.exhausted()
    }

    /// Asserts what has only one way left to hold, first by what is known and then by deciding
    /// what is inside.
    fn propagate(&mut self, branch: &mut Branch) -> Result<Life, super::Undecided> {
        let mut look_inside = false;
        loop {
            let mut changed = false;
            for pending in std::mem::take(&mut branch.pending) {
                self.spend(1)?;
                let choice = match pending {
                    Pending::Literal(literal) => {
                        Choice { positive: literal.holds, ways: self.alternatives(branch, literal).into() }
                    }
                    Pending::Alternatives(choice) => choice,
                };
                let mut open: Vec<&Alternative> = Vec::with_capacity(choice.ways.len());
                let mut holds = false;
                for alternative in choice.ways.iter() {
                    match self.status_of(branch, alternative, look_inside) {
                        Status::Holds => {
                            holds = true;
                            break;
                        }
                        Status::Fails => {}
                        Status::Open => open.push(alternative),
                    }
                }
                match open.as_slice() {
                    _ if holds => {}
                    [] => return Ok(Life::Dead),
                    [only] => {
                        if self.assert_all(branch, only)? == Life::Dead {
                            return Ok(Life::Dead);
                        }
                        changed = true;
                    }
                    open if open.len() == choice.ways.len() => {
                        branch.pending.push(Pending::Alternatives(choice));
                    }
                    open => {
                        let ways: Vec<_> = open.iter().map(|one| (*one).clone()).collect();
                        branch
                            .pending
                            .push(Pending::Alternatives(Choice { positive: choice.positive, ways: ways.into() }));
                    }
                }
            }
            if changed {
                look_inside = false;
            } else if branch.pending.is_empty() || look_inside {
                return Ok(Life::Alive);
            } else {
                look_inside = true;
            }
        }
    }

    /// Decides what remains when there is nothing left to split.
    fn finish(&mut self, branch: &Branch) -> Outcome {
        let outcome = if branch.values.is_some() {
            self.listed(branch)
        } else {
            match branch.kind {
                Kind::Null | Kind::Boolean => self.constant(branch),
                Kind::Number => self.number(branch),
                Kind::String => self.string(branch),
                Kind::Array => self.array(branch),
                Kind::Object => self.object(branch),
            }
        };
        match (outcome, &branch.undecided) {
            (Outcome::Some(_), Some(undecided)) => Outcome::Unknown(undecided.clone()),
            (outcome, _) => outcome,
        }
    }
}
