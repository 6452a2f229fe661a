//! The search for a document of one kind.

use std::rc::Rc;

use super::{
    Engine,
    branch::{Alternative, Branch, Choice, Pending},
    outcome::{Nothing, Outcome, first},
    status::Status,
};
use crate::{expr::Literal, kind::Kind};

impl Engine<'_> {
    /// Whether the literals of a state have a document of one kind in common.
    pub(super) fn search_kind(&mut self, state: &Rc<[Literal]>, kind: Kind) -> Outcome {
        let branch = self.begun(Branch::new(state.clone(), kind))?;
        self.explore(branch)
    }

    /// The branch with all literals of its state asserted.
    pub(super) fn begun(&mut self, mut branch: Branch) -> Result<Branch, Nothing> {
        let state = branch.state.clone();
        branch.summaries.extend(state.iter().filter(|literal| literal.holds).map(|literal| self.summary(literal.id)));
        for literal in state.iter() {
            self.assert(&mut branch, *literal)?;
        }
        Ok(branch)
    }

    /// Splits what is pending until nothing is.
    pub(super) fn explore(&mut self, mut branch: Branch) -> Outcome {
        self.propagate(&mut branch)?;
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
            return Err(Nothing::Empty);
        };
        first(choice.ways.iter().map(|alternative| {
            let mut chosen = branch.clone();
            self.assert_all(&mut chosen, alternative)?;
            self.deeper(|engine| engine.explore(chosen))
        }))
    }

    /// Asserts what has only one way left to hold, first by what is known and then by deciding
    /// what is inside.
    fn propagate(&mut self, branch: &mut Branch) -> Result<(), Nothing> {
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
                    [] => return Err(Nothing::Empty),
                    [only] => {
                        self.assert_all(branch, only)?;
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
                return Ok(());
            } else {
                look_inside = true;
            }
        }
    }

    /// Decides what remains when there is nothing left to split.
    fn finish(&mut self, branch: &Branch) -> Outcome {
        let document = match (branch.values, branch.kind) {
            (Some(list), _) => self.listed(branch, list),
            (None, Kind::Null | Kind::Boolean) => self.constant(branch),
            (None, Kind::Number) => self.number(branch),
            (None, Kind::String) => self.string(branch),
            (None, Kind::Array) => self.array(branch),
            (None, Kind::Object) => self.object(branch),
        }?;
        branch.undecided.clone().map_or(Ok(document), |undecided| Err(undecided.into()))
    }
}
