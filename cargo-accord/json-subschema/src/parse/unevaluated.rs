//! `unevaluatedProperties` and `unevaluatedItems`, distinguished by what the schemas beside them
//! have evaluated.

use std::{collections::HashMap, sync::Arc};

use super::{
    Parser,
    evaluated::{Evaluated, Walk, What},
    keywords::Keywords,
};
use crate::{
    error::SchemaError,
    expr::{Case, Expr, Id, Properties},
    kind::Kinds,
};

/// A keyword that waits until everything it depends on has been compiled.
pub(super) struct Unevaluated {
    slot: Id,
    beside: Vec<Id>,
    what: What,
    schema: Id,
    /// The keyword is not in the document, but follows from reading it as closed.
    implied: bool,
}

impl Parser<'_> {
    /// An object that is closed jointly is read as if `unevaluatedProperties: false` were there.
    pub(super) fn unevaluated_keywords(&mut self, keywords: &mut Keywords<'_>) -> Result<(), SchemaError> {
        let joint = keywords.plan.joint;
        if self.draft_7 && !joint {
            return Ok(());
        }
        let beside = keywords.parts.clone();
        for (keyword, what) in [("unevaluatedProperties", What::Properties), ("unevaluatedItems", What::Items)] {
            let (schema, implied) = match keywords.get(keyword) {
                Some(value) => (self.child(keyword, value, keywords.closing.of_child())?, false),
                None if joint && what == What::Properties => (self.add(Expr::Kinds(Kinds::NONE)), true),
                None => continue,
            };
            let slot = self.add(Expr::Reserved);
            keywords.parts.push(slot);
            self.unevaluated.push(Unevaluated { slot, beside: beside.clone(), what, schema, implied });
        }
        Ok(())
    }

    /// Fills in every keyword that waits.
    pub(super) fn settle_unevaluated(&mut self) {
        let waiting = std::mem::take(&mut self.unevaluated);
        let slots: HashMap<_, _> = waiting.iter().map(|one| (one.slot, one.what)).collect();
        for one in &waiting {
            let mut walk = Walk { number: self.number, arena: &mut self.arena, slots: &slots };
            let expr = match walk.all(&one.beside, 0) {
                Some(cases) => Expr::Cases(cases.into_iter().map(|case| self.case(one, case)).collect()),
                None => self.too_many_cases(one, &slots),
            };
            self.arena[one.slot.place()] = Arc::new(expr);
        }
    }

    /// What is certain all the same: a property that none of the schemas beside it names is not
    /// evaluated in any case.
    fn too_many_cases(&mut self, one: &Unevaluated, slots: &HashMap<Id, What>) -> Expr {
        let keyword = match one.what {
            What::Properties => "unevaluatedProperties",
            What::Items => "unevaluatedItems",
        };
        let opaque = self.opaque(keyword, "the schemas beside it can hold in too many ways");
        let walk = Walk { number: self.number, arena: &mut self.arena, slots };
        let bound = match one.what {
            What::Properties => walk.whatever_holds(&one.beside),
            What::Items => None,
        };
        match bound {
            Some(evaluated) => {
                let case = self.case(one, evaluated);
                Expr::And(vec![case.then, opaque])
            }
            None => Expr::Ref(opaque),
        }
    }

    fn case(&mut self, one: &Unevaluated, evaluated: Evaluated) -> Case {
        let anything = self.add(Expr::And(Vec::new()));
        let then = match one.what {
            What::Properties if evaluated.all_properties => anything,
            // Nothing is known of such an object, least of all that it is empty.
            What::Properties if one.implied && evaluated.names.is_empty() => anything,
            What::Properties => {
                let named = evaluated.names.into_iter().map(|name| (name, anything));
                let patterns = evaluated.patterns.into_iter();
                let properties = Properties {
                    named: named.collect(),
                    patterns: patterns.map(|pattern| (pattern, anything)).collect(),
                    rest: Some(one.schema),
                };
                self.add(Expr::Properties(properties))
            }
            What::Items if evaluated.all_items => anything,
            What::Items => {
                let mut rest = vec![one.schema];
                rest.extend(evaluated.contains);
                let rest = match rest.as_slice() {
                    [only] => *only,
                    _ => self.add(Expr::AnyOf(rest)),
                };
                self.add(Expr::Items { prefix: vec![anything; evaluated.prefix], rest: Some(rest) })
            }
        };
        Case { conditions: evaluated.conditions, then }
    }
}
