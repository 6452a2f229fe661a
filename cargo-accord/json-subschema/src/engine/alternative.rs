//! The ways in which something can hold.

use super::{
    Engine,
    branch::{Alternative, Branch, Count, Fact, SomeItem, SomeKey, Which},
    status::Status,
};
use crate::expr::{Case, Expr, Id, Literal, Name, Properties};

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
        if depth > MAX_DEPTH || !expr.is_about(branch.kind) {
            // An expression about other kinds holds of this one, so its negation cannot.
            if literal.holds || expr.is_about(branch.kind) {
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
                into.extend((0..members.len()).map(|index| vec![Fact::Only(literal.id, index)]));
            }
            (Expr::OneOf(members), false) => self.none_or_two(branch, members, into),
            (Expr::Conditional { condition, then, otherwise }, holds) => {
                into.extend(conditional(*condition, [(true, *then), (false, *otherwise)], holds));
            }
            (Expr::Cases(cases), holds) => into.extend(cases.iter().map(|case| applies(case, holds))),
            (Expr::Dependent(name, then), true) => into.extend(dependent(name, *then)),
            (Expr::Items { prefix, rest }, false) => into.extend(wrong_item(prefix, *rest)),
            (Expr::Contains { item, min, max }, false) => into.extend(wrong_count(*item, *min, *max)),
            (Expr::Properties(properties), false) => into.extend(wrong_property(literal.id, properties)),
            (Expr::Required(names), false) => {
                into.extend(names.iter().map(|name| vec![Fact::Absent(name.clone())]));
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

/// The condition is met or not, and what it then leads to holds or not.
fn conditional(condition: Id, ways: [(bool, Option<Id>); 2], holds: bool) -> impl Iterator<Item = Alternative> {
    ways.into_iter().filter_map(move |(met, consequence)| {
        let condition = Fact::Literal(Literal { id: condition, holds: met });
        match consequence {
            Some(id) => Some(vec![condition, Fact::Literal(Literal { id, holds })]),
            None => holds.then(|| vec![condition]),
        }
    })
}

fn applies(case: &Case, holds: bool) -> Alternative {
    let then = Literal { id: case.then, holds };
    case.conditions.iter().copied().chain([then]).map(Fact::Literal).collect()
}

fn dependent(name: &Name, then: Id) -> [Alternative; 2] {
    let present = vec![Fact::Present(name.clone(), None), Fact::Literal(Literal::is(then))];
    [vec![Fact::Absent(name.clone())], present]
}

/// Some item is none that `items` or `prefixItems` accepts.
fn wrong_item(prefix: &[Id], rest: Option<Id>) -> impl Iterator<Item = Alternative> {
    let at = |(index, id): (usize, &Id)| vec![Fact::At(index, Literal::isnt(*id))];
    let beyond = rest.map(|id| vec![Fact::SomeItem(SomeItem { from: prefix.len(), value: Literal::isnt(id) })]);
    prefix.iter().enumerate().map(at).chain(beyond)
}

/// Too few items or too many are what `contains` counts.
fn wrong_count(item: Id, min: u64, max: Option<u64>) -> impl Iterator<Item = Alternative> {
    let of = Literal::is(item);
    let few = min.checked_sub(1).map(|most| Count { of, min: 0, max: Some(most) });
    let many = max.map(|most| Count { of, min: most.saturating_add(1), max: None });
    few.into_iter().chain(many).map(|count| vec![Fact::Count(count)])
}

/// Some property has a value that the keywords about properties refuse.
fn wrong_property(list: Id, properties: &Properties) -> impl Iterator<Item = Alternative> {
    let named = |(name, id): (&Name, &Id)| vec![Fact::Present(name.clone(), Some(Literal::isnt(*id)))];
    let patterns = properties.patterns.iter().map(|(pattern, id)| (Which::Matching(pattern.clone()), *id));
    let keys = patterns.chain(properties.rest.map(|id| (Which::RestOf(list), id)));
    let keys = keys.map(|(which, id)| some_key(which, vec![], vec![Literal::isnt(id)]));
    properties.named.iter().map(named).chain(keys)
}

fn some_key(which: Which, name: Vec<Literal>, value: Vec<Literal>) -> Alternative {
    vec![Fact::SomeKey(SomeKey { which, name, value })]
}
