//! Containment that can be read off: the right says of each part no more than the left does.
//!
//! Most questions are about two versions of one type that differ in little. Pairs of
//! expressions are collected that would have to be contained in each other, part by part; if
//! every pair is justified by others, all of them are, for documents get smaller from part to
//! part. The first pair that is not justified ends the attempt, and nothing is concluded from
//! it, so that no assumption can outlive its refutation.

use std::{rc::Rc, sync::Arc};

use super::{Engine, hash::Set, summary::Summary};
use crate::{
    decimal,
    expr::{Bound, Expr, Id, Properties},
    format,
    kind::{Kind, Kinds},
};

/// Pairs beyond this number are left to the search.
const MAX_PAIRS: usize = 20_000;

/// One side of a pair, taken apart.
struct Side {
    parts: Vec<Arc<Expr>>,
    kinds: Kinds,
}

/// The pairs that are claimed, and those of them that are not justified yet.
#[derive(Default)]
struct Claims {
    made: Set<(Id, Id)>,
    open: Vec<(Id, Id)>,
}

impl Claims {
    fn claim(&mut self, left: Id, right: Id) -> Option<()> {
        if left != right && self.made.insert((left, right)) {
            self.open.push((left, right));
        }
        (self.made.len() < MAX_PAIRS).then_some(())
    }
}

impl Engine<'_> {
    /// Whether containment can be read off; if not, nothing is known.
    pub(crate) fn is_obvious(&mut self, left: Id, right: Id) -> bool {
        let mut claims = Claims::default();
        let mut justified = claims.claim(left, right);
        while let (Some(()), Some((left, right))) = (justified, claims.open.pop()) {
            justified = self.justify(left, right, &mut claims);
        }
        justified.is_some()
    }

    fn justify(&mut self, left: Id, right: Id, claims: &mut Claims) -> Option<()> {
        self.spend(1).ok()?;
        if self.summary(right).everything {
            return Some(());
        }
        let side = self.side(left);
        for part in self.side(right).parts {
            if Kind::ALL.iter().all(|kind| !side.kinds.has(*kind) || !part.is_about(*kind)) {
                continue;
            }
            match &*part {
                Expr::AnyOf(members) => self.variant(left, &side, members, false, claims)?,
                Expr::OneOf(members) => self.variant(left, &side, members, true, claims)?,
                Expr::Items { prefix, rest } => items(&side, prefix, *rest, claims)?,
                Expr::Properties(properties) => self.properties(&side, properties, claims)?,
                part => side.parts.iter().any(|known| implies(known, part)).then_some(())?,
            }
        }
        Some(())
    }

    /// The parts of which all hold.
    fn side(&mut self, id: Id) -> Side {
        let mut side = Side { parts: Vec::new(), kinds: Kinds::ALL };
        let mut stack = vec![id];
        while let Some(id) = stack.pop() {
            let expr = self.expr(id);
            match &*expr {
                Expr::And(members) => stack.extend(members),
                Expr::Ref(target) => stack.push(*target),
                Expr::WithFormats(inner) if self.formats => stack.push(*inner),
                Expr::WithFormats(_) => {}
                Expr::Kinds(kinds) => {
                    side.kinds = side.kinds.and(*kinds);
                    side.parts.push(expr);
                }
                Expr::Values(values) => {
                    let kinds = values.list.iter().map(Kind::of);
                    side.kinds = side.kinds.and(kinds.fold(Kinds::NONE, Kinds::with));
                    side.parts.push(expr);
                }
                _ => side.parts.push(expr),
            }
        }
        side
    }

    /// Each variant of the left is one of the right; `alone`: and none of the others.
    fn variant(&mut self, left: Id, side: &Side, members: &[Id], alone: bool, claims: &mut Claims) -> Option<()> {
        let summaries: Vec<Rc<Summary>> = members.iter().map(|id| self.summary(*id)).collect();
        if !alone && summaries.iter().any(|summary| summary.everything) {
            return Some(());
        }
        let variants = side.parts.iter().find_map(|part| match &**part {
            Expr::AnyOf(variants) | Expr::OneOf(variants) => Some(variants.clone()),
            _ => None,
        });
        for variant in variants.unwrap_or_else(|| vec![left]) {
            self.spend(1 + members.len() as u64 / 16).ok()?;
            let summary = self.summary(variant);
            let mut possible = (0..members.len()).filter(|index| {
                let excludes = |kind: &Kind| summary.excludes(&summaries[*index], *kind);
                !Kind::ALL.iter().all(excludes)
            });
            let only = possible.next()?;
            if possible.next().is_some() && alone {
                return None;
            }
            claims.claim(variant, members[only])?;
        }
        Some(())
    }

    fn properties(&mut self, side: &Side, wanted: &Properties, claims: &mut Claims) -> Option<()> {
        if !wanted.patterns.is_empty() {
            return None;
        }
        let known: Vec<&Properties> = side
            .parts
            .iter()
            .filter_map(|part| match &**part {
                Expr::Properties(properties) if properties.patterns.is_empty() => Some(properties),
                _ => None,
            })
            .collect();
        for (name, id) in &wanted.named {
            if self.summary(*id).everything {
                continue;
            }
            let named = known.iter().find_map(|known| known.named.get(name));
            let value = named.copied().or_else(|| known.iter().find_map(|known| known.rest))?;
            claims.claim(value, *id)?;
        }
        let Some(rest) = wanted.rest.filter(|rest| !self.summary(*rest).everything) else {
            return Some(());
        };
        let known = known.iter().find(|known| known.rest.is_some())?;
        for (name, id) in &known.named {
            if !wanted.named.contains_key(name) {
                claims.claim(*id, rest)?;
            }
        }
        claims.claim(known.rest?, rest)
    }
}

fn items(side: &Side, prefix: &[Id], rest: Option<Id>, claims: &mut Claims) -> Option<()> {
    let (known, beyond) = side.parts.iter().find_map(|part| match &**part {
        Expr::Items { prefix, rest } => Some((prefix, *rest)),
        _ => None,
    })?;
    for index in 0..prefix.len().max(known.len()) {
        if let Some(wanted) = prefix.get(index).copied().or(rest) {
            claims.claim(known.get(index).copied().or(beyond)?, wanted)?;
        }
    }
    match rest {
        Some(rest) => claims.claim(beyond?, rest),
        None => Some(()),
    }
}

/// Whether one keyword says at least as much as another.
fn implies(known: &Expr, wanted: &Expr) -> bool {
    match (known, wanted) {
        (Expr::Kinds(known), Expr::Kinds(wanted)) => known.and(*wanted) == *known,
        (Expr::Values(values), Expr::Kinds(wanted)) => values.list.iter().all(|value| wanted.has(Kind::of(value))),
        (Expr::Integer, Expr::Integer) | (Expr::Unique, Expr::Unique) => true,
        (Expr::Values(known), Expr::Values(wanted)) => known.canonical.is_subset(&wanted.canonical),
        (Expr::Minimum(known, how), Expr::Minimum(wanted, too)) => {
            known > wanted || (known == wanted && (*how == Bound::Exclusive || *too == Bound::Inclusive))
        }
        (Expr::Maximum(known, how), Expr::Maximum(wanted, too)) => {
            known < wanted || (known == wanted && (*how == Bound::Exclusive || *too == Bound::Inclusive))
        }
        (Expr::MultipleOf(known), Expr::MultipleOf(wanted)) => decimal::is_multiple(known, wanted),
        (Expr::MinLength(known), Expr::MinLength(wanted))
        | (Expr::MinItems(known), Expr::MinItems(wanted))
        | (Expr::MinProperties(known), Expr::MinProperties(wanted)) => known >= wanted,
        (Expr::MaxLength(known), Expr::MaxLength(wanted))
        | (Expr::MaxItems(known), Expr::MaxItems(wanted))
        | (Expr::MaxProperties(known), Expr::MaxProperties(wanted)) => known <= wanted,
        (Expr::Pattern(known), Expr::Pattern(wanted)) => known.source() == wanted.source(),
        (Expr::Format(known), Expr::Format(wanted)) => format::implies(known, wanted),
        (Expr::Required(known), Expr::Required(wanted)) => wanted.iter().all(|name| known.contains(name)),
        _ => false,
    }
}
