//! `unevaluatedProperties` and `unevaluatedItems`, told apart by what the schemas beside them
//! have evaluated.

use std::collections::HashMap;

use serde_json::{Map, Value};

use super::{
    Parser,
    closing::Closing,
    evaluated::{Evaluated, Walk},
};
use crate::subschema::{
    error::SchemaError,
    expr::{Case, Expr, Id, Properties},
    kind::Kinds,
};

/// Which of the two keywords.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum What {
    Properties,
    Items,
}

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
    /// `joint`: read as if `unevaluatedProperties: false` were there.
    pub(super) fn unevaluated_keywords(
        &mut self,
        schema: &Map<String, Value>,
        closing: Closing,
        joint: bool,
        parts: &mut Vec<Id>,
    ) -> Result<(), SchemaError> {
        if self.draft_7 && !joint {
            return Ok(());
        }
        let beside = parts.clone();
        for (keyword, what) in [
            ("unevaluatedProperties", What::Properties),
            ("unevaluatedItems", What::Items),
        ] {
            let (schema, implied) = match schema.get(keyword) {
                Some(value) => (self.child(keyword, value, closing.of_child())?, false),
                None if joint && what == What::Properties => {
                    (self.add(Expr::Kinds(Kinds::NONE)), true)
                }
                None => continue,
            };
            let slot = self.add(Expr::Reserved);
            parts.push(slot);
            self.unevaluated.push(Unevaluated {
                slot,
                beside: beside.clone(),
                what,
                schema,
                implied,
            });
        }
        Ok(())
    }

    /// Fills in every keyword that waits.
    pub(super) fn settle_unevaluated(&mut self) {
        let waiting = std::mem::take(&mut self.unevaluated);
        let slots: HashMap<_, _> = waiting.iter().map(|one| (one.slot, one.what)).collect();
        for one in &waiting {
            let mut walk = Walk {
                number: self.number,
                arena: &mut self.arena,
                slots: &slots,
            };
            let expr = match walk.all(&one.beside, 0) {
                Some(cases) => {
                    let cases = cases.into_iter().map(|case| self.case(one, case)).collect();
                    Expr::Cases(cases)
                }
                None => Expr::Opaque {
                    keyword: match one.what {
                        What::Properties => "unevaluatedProperties",
                        What::Items => "unevaluatedItems",
                    },
                    reason: "the schemas beside it can hold in too many ways".to_owned(),
                },
            };
            self.arena[one.slot.place()] = expr;
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
                self.add(Expr::Items {
                    prefix: vec![anything; evaluated.prefix],
                    rest: Some(rest),
                })
            }
        };
        Case {
            conditions: evaluated.conditions,
            then,
        }
    }
}
