//! What is known of an expression without a search, enough to distinguish most variants.

use std::{collections::BTreeSet, rc::Rc, sync::Arc};

use super::Engine;
use crate::{
    expr::{Expr, Id, Name, Texts},
    kind::{Kind, Kinds},
};

/// Necessary conditions for a document of an expression.
#[derive(Debug, Clone, Default)]
pub(super) struct Summary {
    pub(super) kinds: Kinds,
    /// Nothing is refused.
    pub(super) everything: bool,
    /// The canonical texts of the only values there are.
    values: Option<Texts>,
    /// Properties that, if present, have one of some values.
    tags: Vec<(Name, Texts)>,
    required: Vec<Name>,
    /// The only properties that may be present.
    closed: Option<Rc<BTreeSet<Name>>>,
}

impl Default for Kinds {
    fn default() -> Self {
        Self::ALL
    }
}

impl Summary {
    fn and(&mut self, other: &Self) {
        self.kinds = self.kinds.and(other.kinds);
        self.everything &= other.everything;
        if self.values.is_none() {
            self.values.clone_from(&other.values);
        }
        self.tags.extend(other.tags.iter().cloned());
        self.required.extend(other.required.iter().cloned());
        if self.closed.is_none() {
            self.closed.clone_from(&other.closed);
        }
    }

    /// What holds when one of the members does.
    fn any(members: &[Rc<Self>]) -> Self {
        let Some((first, others)) = members.split_first() else {
            return Self::default();
        };
        let tag = |member: &Self, name: &Name| {
            let mut tags = member.tags.iter();
            tags.find_map(|(tag, values)| (tag == name).then(|| values.clone()))
        };
        let tags = first.tags.iter().filter_map(|(name, values)| {
            let others = others.iter().map(|member| tag(member, name));
            Some((name.clone(), union(others.chain([Some(values.clone())]))?))
        });
        Self {
            everything: members.iter().any(|member| member.everything),
            kinds: members.iter().fold(Kinds::NONE, |kinds, member| kinds.or(member.kinds)),
            values: union(members.iter().map(|member| member.values.clone())),
            tags: tags.collect(),
            required: first
                .required
                .iter()
                .filter(|name| others.iter().all(|other| other.required.contains(name)))
                .cloned()
                .collect(),
            closed: match others {
                [] => first.closed.clone(),
                _ => None,
            },
        }
    }

    /// Whether no value of the kind can satisfy both.
    pub(super) fn excludes(&self, other: &Self, kind: Kind) -> bool {
        if !self.kinds.has(kind) || !other.kinds.has(kind) {
            return true;
        }
        if let (Some(one), Some(two)) = (&self.values, &other.values)
            && one.is_disjoint(two)
        {
            return true;
        }
        if kind != Kind::Object {
            return false;
        }
        let beyond = |one: &Self, two: &Self| {
            one.closed.as_ref().is_some_and(|names| two.required.iter().any(|name| !names.contains(name)))
        };
        beyond(self, other)
            || beyond(other, self)
            || self.tags.iter().any(|(name, values)| {
                other.tags.iter().any(|(tag, more)| {
                    name == tag
                        && values.is_disjoint(more)
                        && (self.required.contains(name) || other.required.contains(name))
                })
            })
    }
}

/// The members of all sets; nothing if one of them is not known.
fn union(sets: impl Iterator<Item = Option<Texts>>) -> Option<Texts> {
    let sets: Vec<Texts> = sets.collect::<Option<_>>()?;
    match sets.as_slice() {
        [only] => Some(only.clone()),
        sets => Some(Arc::new(sets.iter().flat_map(|set| set.iter()).cloned().collect())),
    }
}

/// References are followed this far.
const MAX_DEPTH: usize = 40;

impl Engine<'_> {
    pub(super) fn summary(&mut self, id: Id) -> Rc<Summary> {
        self.summary_at(id, 0)
    }

    fn summary_at(&mut self, id: Id, depth: usize) -> Rc<Summary> {
        if let Some(known) = self.summaries.get(&id) {
            return known.clone();
        }
        if depth > MAX_DEPTH {
            return Rc::new(Summary::default());
        }
        let summary = Rc::new(self.summarise(id, depth + 1));
        self.summaries.insert(id, summary.clone());
        summary
    }

    fn summarise(&mut self, id: Id, depth: usize) -> Summary {
        let mut summary = Summary::default();
        match &*self.expr(id) {
            Expr::And(members) => {
                summary.everything = true;
                for member in members {
                    let member = self.summary_at(*member, depth);
                    summary.and(&member);
                }
            }
            list @ (Expr::AnyOf(members) | Expr::OneOf(members)) => {
                let members: Vec<_> = members.iter().map(|member| self.summary_at(*member, depth)).collect();
                summary = Summary::any(&members);
                // One more that holds makes `oneOf` fail.
                summary.everything &= matches!(list, Expr::AnyOf(_));
            }
            Expr::Ref(target) => return (*self.summary_at(*target, depth)).clone(),
            Expr::WithFormats(inner) if self.formats => {
                return (*self.summary_at(*inner, depth)).clone();
            }
            Expr::Kinds(kinds) => summary.kinds = *kinds,
            Expr::Values(values) => {
                let kinds = values.list.iter().map(Kind::of);
                summary.kinds = kinds.fold(Kinds::NONE, Kinds::with);
                summary.values = Some(values.canonical.clone());
            }
            Expr::Required(names) => summary.required.clone_from(names),
            Expr::Properties(properties) => {
                for (name, value) in &properties.named {
                    if let Some(values) = self.constants(*value, depth) {
                        summary.tags.push((name.clone(), values));
                    }
                }
                if let Some(rest) = properties.rest
                    && properties.patterns.is_empty()
                    && matches!(&*self.expr(rest), Expr::Kinds(Kinds::NONE))
                {
                    let names = properties.named.keys().cloned().collect();
                    summary.closed = Some(Rc::new(names));
                }
            }
            _ => {}
        }
        summary
    }

    /// The values of a property, if it lists them itself.
    fn constants(&mut self, id: Id, depth: usize) -> Option<Texts> {
        let lists = match &*self.expr(id) {
            Expr::Values(_) => true,
            Expr::And(members) => members.iter().any(|member| matches!(&*self.expr(*member), Expr::Values(_))),
            _ => false,
        };
        lists.then(|| self.summary_at(id, depth).values.clone())?
    }
}
