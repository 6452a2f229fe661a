//! The ways in which something can hold.

use super::{
    Engine,
    branch::{Alternative, Branch, Count, Fact, SomeItem, SomeKey, Which},
    status::Status,
};
use crate::{
    expr::{Expr, Id, Literal},
    kind::Kind,
};

/// Ways are spelled out through this many references and conjunctions.
const MAX_DEPTH: usize = 8;

fn one(literal: Literal) -> Alternative {
    vec![Fact::Literal(literal)]
}

impl Engine<'_> {
    /// The ways in which a literal can hold of a value of the branch's kind.
    pub(super) fn alternatives(&mut self, branch: &Branch, literal: Literal) -> Vec<Alternative> {
        let mut alternatives = Vec::new();
        self.spread(branch, literal, 0, &mut alternatives);
        alternatives
    }

    fn spread(&mut self, branch: &Branch, literal: Literal, depth: usize, into: &mut Vec<Alternative>) {
        let expr = self.expr(literal.id);
        if depth > MAX_DEPTH || !is_about(&expr, branch.kind) {
            // An expression about other kinds holds of this one, so its negation cannot.
            if literal.holds || is_about(&expr, branch.kind) {
                into.push(one(literal));
            }
            return;
        }
        match (&*expr, literal.holds) {
            (Expr::And(members), false) => {
                for member in members {
                    self.spread(branch, Literal::isnt(*member), depth + 1, into);
                }
            }
            (Expr::AnyOf(members), true) => {
                for member in members {
                    self.spread(branch, Literal::is(*member), depth + 1, into);
                }
            }
            (Expr::Ref(id), holds) => {
                self.spread(branch, Literal { id: *id, holds }, depth + 1, into);
            }
            (Expr::Not(id), holds) => {
                let literal = Literal { id: *id, holds: !holds };
                self.spread(branch, literal, depth + 1, into);
            }
            (Expr::OneOf(members), true) => {
                for index in 0..members.len() {
                    into.push(vec![Fact::Only(literal.id, index)]);
                }
            }
            (Expr::OneOf(members), false) => self.none_or_two(branch, members, into),
            (Expr::Conditional { condition, then, otherwise }, holds) => {
                for (met, consequence) in [(true, then), (false, otherwise)] {
                    let condition = Fact::Literal(Literal { id: *condition, holds: met });
                    match consequence {
                        Some(id) => into.push(vec![condition, Fact::Literal(Literal { id: *id, holds })]),
                        None if holds => into.push(vec![condition]),
                        None => {}
                    }
                }
            }
            (Expr::Cases(cases), holds) => {
                for case in cases {
                    let conditions = case.conditions.iter().copied();
                    let then = Literal { id: case.then, holds };
                    into.push(conditions.chain([then]).map(Fact::Literal).collect());
                }
            }
            (Expr::Dependent(name, then), true) => {
                into.push(vec![Fact::Absent(name.clone())]);
                into.push(vec![Fact::Present(name.clone(), None), Fact::Literal(Literal::is(*then))]);
            }
            (Expr::Items { prefix, rest }, false) => {
                for (index, id) in prefix.iter().enumerate() {
                    into.push(vec![Fact::At(index, Literal::isnt(*id))]);
                }
                if let Some(id) = rest {
                    into.push(vec![Fact::SomeItem(SomeItem { from: prefix.len(), value: Literal::isnt(*id) })]);
                }
            }
            (Expr::Contains { item, min, max }, false) => {
                let of = Literal::is(*item);
                if let Some(most) = min.checked_sub(1) {
                    let (min, max) = (0, Some(most));
                    into.push(vec![Fact::Count(Count { of, min, max })]);
                }
                if let Some(most) = max {
                    let (min, max) = (most.saturating_add(1), None);
                    into.push(vec![Fact::Count(Count { of, min, max })]);
                }
            }
            (Expr::Properties(properties), false) => {
                for (name, id) in &properties.named {
                    let value = Some(Literal::isnt(*id));
                    into.push(vec![Fact::Present(name.clone(), value)]);
                }
                for (pattern, id) in &properties.patterns {
                    into.push(some_key(Which::Matching(pattern.clone()), vec![], vec![Literal::isnt(*id)]));
                }
                if let Some(id) = properties.rest {
                    into.push(some_key(Which::RestOf(literal.id), vec![], vec![Literal::isnt(id)]));
                }
            }
            (Expr::Required(names), false) => {
                for name in names {
                    into.push(vec![Fact::Absent(name.clone())]);
                }
            }
            (Expr::PropertyNames(names), false) => {
                into.push(some_key(Which::Any, vec![Literal::isnt(*names)], vec![]));
            }
            _ => into.push(one(literal)),
        }
    }

    /// Not exactly one member holds: none does, or some two do.
    fn none_or_two(&mut self, branch: &Branch, members: &[Id], into: &mut Vec<Alternative>) {
        into.push(members.iter().map(|id| Fact::Literal(Literal::isnt(*id))).collect());
        let mut possible = Vec::new();
        for id in members {
            if self.literal_status(branch, Literal::is(*id)) != Status::Fails {
                possible.push((*id, self.summary(*id)));
            }
        }
        for (index, (one, summary)) in possible.iter().enumerate() {
            for (two, other) in &possible[index + 1..] {
                if one != two && summary.excludes(other, branch.kind) {
                    continue;
                }
                into.push(vec![Fact::Literal(Literal::is(*one)), Fact::Literal(Literal::is(*two))]);
            }
        }
    }

    /// A member of a list of schemas.
    pub(super) fn member(&self, list: Id, index: usize) -> Option<Id> {
        match &*self.expr(list) {
            Expr::OneOf(members) | Expr::AnyOf(members) => members.get(index).copied(),
            _ => None,
        }
    }
}

fn some_key(which: Which, name: Vec<Literal>, value: Vec<Literal>) -> Alternative {
    vec![Fact::SomeKey(SomeKey { which, name, value })]
}

/// Whether an expression can fail for a value of the kind.
pub(super) fn is_about(expr: &Expr, kind: Kind) -> bool {
    match expr {
        Expr::Integer | Expr::Minimum(..) | Expr::Maximum(..) | Expr::MultipleOf(_) => kind == Kind::Number,
        Expr::MinLength(_) | Expr::MaxLength(_) | Expr::Pattern(_) | Expr::Format(_) => kind == Kind::String,
        Expr::Items { .. } | Expr::MinItems(_) | Expr::MaxItems(_) | Expr::Unique | Expr::Contains { .. } => {
            kind == Kind::Array
        }
        Expr::Properties(_)
        | Expr::Required(_)
        | Expr::PropertyNames(_)
        | Expr::MinProperties(_)
        | Expr::MaxProperties(_)
        | Expr::Dependent(..) => kind == Kind::Object,
        Expr::Kinds(kinds) => !kinds.has(kind),
        _ => true,
    }
}
