//! Which expressions of both schemas say the same, whatever their places.
//!
//! Expressions are put into classes by what they say themselves, and the classes are split by the
//! classes of their parts until nothing more is split. Two expressions of one class hold of the
//! same documents: their keywords are equal down to the parts that are reached again, and those
//! are about smaller documents. So the first of a class can stand for all others.

use std::{collections::HashMap, fmt::Write as _};

use super::{Engine, hash::Map};
use crate::expr::{Expr, Id, Literal};

/// Schemas with more expressions than this are not classified.
const MAX_EXPRESSIONS: usize = 20_000;

/// What an expression says itself, and its parts.
struct Node {
    id: Id,
    class: usize,
    /// As places in the list of all nodes.
    parts: Vec<usize>,
}

impl Engine<'_> {
    /// Lets one expression stand for all that say the same. Without it, less is proved.
    pub(crate) fn unify(&mut self, left: Id, right: Id) {
        if self.left.len() + self.right.len() > MAX_EXPRESSIONS {
            return;
        }
        let ids = |root: Id, length: usize| (0..length).map(move |place| Id::new(root.arena, place));
        let all: Vec<Id> = ids(left, self.left.len()).chain(ids(right, self.right.len())).collect();
        let Some(mut nodes) = self.nodes(&all) else {
            return;
        };
        let mut count = 0;
        loop {
            if self.spend(1 + nodes.len() as u64 / 16).is_err() {
                return;
            }
            let found = split(&mut nodes);
            if found == count {
                break;
            }
            count = found;
        }
        let mut first = vec![None; count];
        let classes: Map<Id, Id> =
            nodes.iter().map(|node| (node.id, *first[node.class].get_or_insert(node.id))).collect();
        let same = all.iter().filter_map(|id| Some((*id, *classes.get(&self.plain(*id))?)));
        self.same = same.filter(|(id, first)| id != first).collect();
    }

    /// The literal that stands for all that say the same.
    pub(super) fn first(&self, literal: Literal) -> Literal {
        Literal { id: self.same.get(&literal.id).copied().unwrap_or(literal.id), ..literal }
    }

    /// Follows what only passes a document on, so that no class has an expression and its part.
    fn plain(&self, id: Id) -> Id {
        let mut id = id;
        loop {
            id = match &*self.expr(id) {
                Expr::Ref(target) => *target,
                Expr::WithFormats(inner) if self.formats => *inner,
                Expr::And(members) | Expr::AnyOf(members) | Expr::OneOf(members) if members.len() == 1 => members[0],
                _ => return id,
            };
        }
    }

    /// The expressions that do not only pass a document on, each in the class of what it says itself.
    fn nodes(&self, all: &[Id]) -> Option<Vec<Node>> {
        let plain: Vec<Id> = all.iter().copied().filter(|id| self.plain(*id) == *id).collect();
        let places: Map<Id, usize> = plain.iter().enumerate().map(|(place, id)| (*id, place)).collect();
        let mut classes: HashMap<String, usize> = HashMap::new();
        let nodes = plain.iter().map(|id| {
            let mut text = String::new();
            let parts = describe(*id, &self.expr(*id), &mut text);
            let parts = parts.into_iter().map(|part| places.get(&self.plain(part)).copied()).collect::<Option<_>>()?;
            let next = classes.len();
            Some(Node { id: *id, class: *classes.entry(text).or_insert(next), parts })
        });
        nodes.collect()
    }
}

/// Splits the classes by the classes of the parts; the number of classes.
fn split(nodes: &mut [Node]) -> usize {
    let classes: Vec<usize> = nodes.iter().map(|node| node.class).collect();
    let mut split: HashMap<Vec<usize>, usize> = HashMap::new();
    for node in nodes {
        let parts = node.parts.iter().map(|part| classes[*part]);
        let key = std::iter::once(node.class).chain(parts).collect();
        let next = split.len();
        node.class = *split.entry(key).or_insert(next);
    }
    split.len()
}

/// Writes what an expression says itself, and gives its parts in order.
fn describe(id: Id, expr: &Expr, text: &mut String) -> Vec<Id> {
    let mut parts = Vec::new();
    // Writing to a string does not fail.
    let _ = match expr {
        Expr::And(members) => list("all", members, &mut parts, text),
        Expr::AnyOf(members) => list("any", members, &mut parts, text),
        Expr::OneOf(members) => list("one", members, &mut parts, text),
        Expr::Not(inner) => list("not", &[*inner], &mut parts, text),
        Expr::PropertyNames(inner) => list("names", &[*inner], &mut parts, text),
        Expr::Dependent(name, inner) => list(&format!("dependent {name:?}"), &[*inner], &mut parts, text),
        Expr::Conditional { condition, then, otherwise } => {
            parts.push(*condition);
            parts.extend(then.iter().chain(otherwise));
            write!(text, "if {} {}", then.is_some(), otherwise.is_some())
        }
        Expr::Contains { item, min, max } => list(&format!("contains {min} {max:?}"), &[*item], &mut parts, text),
        Expr::Items { prefix, rest } => {
            parts.extend(prefix.iter().chain(rest));
            write!(text, "items {} {}", prefix.len(), rest.is_some())
        }
        Expr::Properties(properties) => {
            let patterned = properties.patterns.iter().map(|(_, inner)| inner);
            parts.extend(properties.named.values().chain(patterned).chain(&properties.rest));
            let names: Vec<_> = properties.named.keys().collect();
            let patterns: Vec<_> = properties.patterns.iter().map(|(pattern, _)| pattern.source()).collect();
            write!(text, "properties {names:?} {patterns:?} {}", properties.rest.is_some())
        }
        Expr::Cases(cases) => cases.iter().try_for_each(|case| {
            parts.extend(case.conditions.iter().map(|condition| condition.id).chain([case.then]));
            let holds: Vec<bool> = case.conditions.iter().map(|condition| condition.holds).collect();
            write!(text, "case {holds:?} ")
        }),
        // Formats that are annotations say nothing.
        Expr::WithFormats(_) => list("all", &[], &mut parts, text),
        Expr::Values(values) => write!(text, "values {:?}", values.canonical),
        Expr::Pattern(pattern) => write!(text, "pattern {:?}", pattern.source()),
        // Nothing is known of what these say; each is alone in its class.
        Expr::Opaque { .. } | Expr::Reserved | Expr::Ref(_) => write!(text, "{id:?}"),
        // The rest has no parts.
        keyword => write!(text, "{keyword:?}"),
    };
    parts
}

fn list(name: &str, members: &[Id], parts: &mut Vec<Id>, text: &mut String) -> std::fmt::Result {
    parts.extend(members);
    write!(text, "{name} {}", members.len())
}
