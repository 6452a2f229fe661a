//! Conjunctions that list the values they can have.

use std::{collections::HashSet, rc::Rc};

use serde_json::Value;

use super::{
    Engine,
    branch::Branch,
    outcome::{Nothing, Outcome, first, found},
};
use crate::{
    equality,
    expr::{Expr, Id, Literal},
    kind::Kind,
};

impl Engine<'_> {
    /// Decides a state one of whose literals lists values; `None` if none does.
    pub(super) fn among_values(&mut self, state: &Rc<[Literal]>) -> Option<Outcome> {
        let list = state.iter().filter(|literal| literal.holds).find_map(|literal| self.value_list(literal.id))?;
        Some(self.first_of(list, state, |_| true))
    }

    fn value_list(&self, id: Id) -> Option<Id> {
        match &*self.expr(id) {
            Expr::Values(_) => Some(id),
            Expr::And(members) => {
                members.iter().copied().find(|member| matches!(&*self.expr(*member), Expr::Values(_)))
            }
            _ => None,
        }
    }

    /// Decides a branch in which a list of values has been asserted.
    pub(super) fn listed(&mut self, branch: &Branch, list: Id) -> Outcome {
        self.first_of(list, &branch.state, |value| {
            Kind::of(value) == branch.kind
                && value.as_str().is_none_or(|text| branch.strings.admits(text) != Some(false))
        })
    }

    /// The first value of a list that the state accepts.
    fn first_of(&mut self, list: Id, state: &Rc<[Literal]>, admits: impl Fn(&Value) -> bool) -> Outcome {
        let expr = self.expr(list);
        let Expr::Values(values) = &*expr else {
            return Err(Nothing::Empty);
        };
        first(values.list.iter().filter(|value| admits(value)).map(|value| match self.all_hold(state, value)? {
            true => found(value.clone()),
            false => Err(Nothing::Empty),
        }))
    }

    /// Decides a branch of a kind with few values.
    pub(super) fn constant(&mut self, branch: &Branch) -> Outcome {
        let candidates = match branch.kind {
            Kind::Null => &[Value::Null][..],
            _ => &[Value::Bool(false), Value::Bool(true)][..],
        };
        let excluded = self.excluded_canonical(branch);
        let left = candidates.iter().find(|value| !excluded.contains(&equality::canonical(value)));
        left.map_or(Err(Nothing::Empty), |value| found(value.clone()))
    }

    /// The canonical texts of all values that are ruled out.
    pub(super) fn excluded_canonical(&self, branch: &Branch) -> HashSet<String> {
        let mut texts = HashSet::new();
        for id in &branch.excluded {
            if let Expr::Values(values) = &*self.expr(*id) {
                texts.extend(values.canonical.iter().cloned());
            }
        }
        texts
    }
}
