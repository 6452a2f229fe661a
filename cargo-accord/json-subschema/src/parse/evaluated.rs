//! What the subschemas of a valid document have evaluated, case by case.

use std::{
    collections::{BTreeSet, HashMap, HashSet},
    sync::Arc,
};

use super::cycle;
use crate::{
    expr::{Expr, Id, Literal, Name},
    kind::{Kind, Kinds},
    pattern::Pattern,
};

/// More cases than this are not worth a proof.
const MAX_CASES: usize = 512;

/// Applicators within applicators.
const MAX_DEPTH: usize = 60;

/// Which of the two `unevaluated…` keywords.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum What {
    Properties,
    Items,
}

/// What has been evaluated when some conditions hold.
#[derive(Debug, Clone, Default)]
pub(super) struct Evaluated {
    pub(super) conditions: Vec<Literal>,
    pub(super) names: BTreeSet<Name>,
    pub(super) patterns: Vec<Arc<Pattern>>,
    pub(super) all_properties: bool,
    pub(super) prefix: usize,
    pub(super) contains: Vec<Id>,
    pub(super) all_items: bool,
}

impl Evaluated {
    fn is_nothing(&self) -> bool {
        self.names.is_empty()
            && self.patterns.is_empty()
            && !self.all_properties
            && self.prefix == 0
            && self.contains.is_empty()
            && !self.all_items
    }

    fn and(&self, other: &Self) -> Self {
        let mut both = self.clone();
        both.conditions.extend(&other.conditions);
        both.names.extend(other.names.iter().cloned());
        both.patterns.extend(other.patterns.iter().cloned());
        both.all_properties |= other.all_properties;
        both.prefix = both.prefix.max(other.prefix);
        both.contains.extend(&other.contains);
        both.all_items |= other.all_items;
        both
    }

    fn when(literal: Literal) -> Self {
        Self { conditions: vec![literal], ..Self::default() }
    }
}

/// Walks the expressions that apply to one value.
pub(super) struct Walk<'a> {
    pub(super) number: u32,
    pub(super) arena: &'a mut Vec<Arc<Expr>>,
    /// The places of `unevaluated…` keywords: such a schema leaves nothing unevaluated.
    pub(super) slots: &'a HashMap<Id, What>,
}

type Cases = Vec<Evaluated>;

impl Walk<'_> {
    /// The cases of several expressions that all hold; `None` when there are too many.
    pub(super) fn all(&mut self, ids: &[Id], depth: usize) -> Option<Cases> {
        let mut cases = vec![Evaluated::default()];
        for id in ids {
            let more = self.one(*id, depth + 1)?;
            cases = product(&cases, &more)?;
        }
        Some(cases)
    }

    /// The properties that are evaluated in some case or other; `None` when that is not known.
    pub(super) fn whatever_holds(&self, ids: &[Id]) -> Option<Evaluated> {
        let mut evaluated = Evaluated::default();
        let mut seen = HashSet::new();
        let mut stack = ids.to_vec();
        while let Some(id) = stack.pop() {
            if !seen.insert(id) {
                continue;
            }
            if let Some(what) = self.slots.get(&id) {
                evaluated.all_properties |= *what == What::Properties;
                continue;
            }
            match &*self.arena[id.place()] {
                Expr::Properties(properties) => {
                    evaluated.names.extend(properties.named.keys().cloned());
                    let patterns = properties.patterns.iter().map(|(p, _)| p.clone());
                    evaluated.patterns.extend(patterns);
                    evaluated.all_properties |= properties.rest.is_some();
                }
                Expr::Opaque { .. } => return None,
                expr => stack.extend(cycle::in_place(expr)),
            }
        }
        Some(evaluated)
    }

    fn one(&mut self, id: Id, depth: usize) -> Option<Cases> {
        if depth > MAX_DEPTH {
            return None;
        }
        if let Some(what) = self.slots.get(&id) {
            return Some(vec![Evaluated {
                all_properties: *what == What::Properties,
                all_items: *what == What::Items,
                ..Evaluated::default()
            }]);
        }
        let mut evaluated = Evaluated::default();
        match &*Arc::clone(&self.arena[id.place()]) {
            Expr::And(members) => return self.all(members, depth),
            Expr::Ref(target) => return self.one(*target, depth + 1),
            Expr::AnyOf(members) => return self.any(members, depth),
            Expr::OneOf(members) => return self.exactly_one(members, depth),
            Expr::Conditional { condition, then, otherwise } => {
                return self.conditional(*condition, *then, *otherwise, depth);
            }
            Expr::Dependent(name, then) => return self.dependent(name.clone(), *then, depth),
            Expr::Properties(properties) => {
                evaluated.names = properties.named.keys().cloned().collect();
                evaluated.patterns = properties.patterns.iter().map(|(p, _)| p.clone()).collect();
                evaluated.all_properties = properties.rest.is_some();
            }
            Expr::Items { prefix, rest } => {
                evaluated.prefix = prefix.len();
                evaluated.all_items = rest.is_some();
            }
            Expr::Contains { item, .. } => evaluated.contains.push(*item),
            // What it would have evaluated is not known either.
            Expr::Opaque { .. } => return None,
            // A schema under `not` that holds makes the document invalid.
            _ => {}
        }
        Some(vec![evaluated])
    }

    /// Every member holds or does not.
    fn any(&mut self, members: &[Id], depth: usize) -> Option<Cases> {
        let mut cases = vec![Evaluated::default()];
        for member in members {
            let inner = self.one(*member, depth + 1)?;
            if is_nothing(&inner) {
                continue;
            }
            let mut choice = vec![Evaluated::when(Literal::isnt(*member))];
            choice.extend(product(&[Evaluated::when(Literal::is(*member))], &inner)?);
            cases = product(&cases, &choice)?;
        }
        Some(cases)
    }

    /// One member holds: one of those that evaluate something, or none of those.
    fn exactly_one(&mut self, members: &[Id], depth: usize) -> Option<Cases> {
        let mut cases = Vec::new();
        let mut none = Evaluated::default();
        for member in members {
            let inner = self.one(*member, depth + 1)?;
            if is_nothing(&inner) {
                continue;
            }
            none.conditions.push(Literal::isnt(*member));
            cases.extend(product(&[Evaluated::when(Literal::is(*member))], &inner)?);
        }
        if none.conditions.len() < members.len() || cases.is_empty() {
            cases.push(none);
        }
        (cases.len() <= MAX_CASES).then_some(cases)
    }

    fn conditional(&mut self, condition: Id, then: Option<Id>, otherwise: Option<Id>, depth: usize) -> Option<Cases> {
        let mut holds: Vec<Id> = vec![condition];
        holds.extend(then);
        let holds = self.all(&holds, depth)?;
        let fails = self.all(otherwise.as_slice(), depth)?;
        if is_nothing(&holds) && is_nothing(&fails) {
            return Some(vec![Evaluated::default()]);
        }
        let mut cases = product(&[Evaluated::when(Literal::is(condition))], &holds)?;
        cases.extend(product(&[Evaluated::when(Literal::isnt(condition))], &fails)?);
        Some(cases)
    }

    fn dependent(&mut self, name: Name, then: Id, depth: usize) -> Option<Cases> {
        let inner = self.one(then, depth + 1)?;
        if is_nothing(&inner) {
            return Some(vec![Evaluated::default()]);
        }
        let object = self.add(Expr::Kinds(Kinds::only(Kind::Object)));
        let required = self.add(Expr::Required(vec![name]));
        let present = self.add(Expr::And(vec![object, required]));
        let mut cases = product(&[Evaluated::when(Literal::is(present))], &inner)?;
        cases.push(Evaluated::when(Literal::isnt(present)));
        Some(cases)
    }

    fn add(&mut self, expr: Expr) -> Id {
        self.arena.push(Arc::new(expr));
        Id::new(self.number, self.arena.len() - 1)
    }
}

fn is_nothing(cases: &[Evaluated]) -> bool {
    cases.iter().all(Evaluated::is_nothing)
}

fn product(left: &[Evaluated], right: &[Evaluated]) -> Option<Cases> {
    if left.len() * right.len() > MAX_CASES {
        return None;
    }
    Some(left.iter().flat_map(|one| right.iter().map(|other| one.and(other))).collect())
}
