//! Keywords that apply schemas to the same document.

use serde_json::{Map, Value};

use super::{Parser, closing::Closing};
use crate::{
    error::SchemaError,
    expr::{Expr, Id},
};

impl Parser<'_> {
    pub(super) fn applicators(
        &mut self,
        schema: &Map<String, Value>,
        closing: Closing,
        parts: &mut Vec<Id>,
    ) -> Result<(), SchemaError> {
        for keyword in ["$ref", "$dynamicRef"] {
            if let Some(target) = schema.get(keyword) {
                parts.push(self.reference(keyword, target, closing)?);
            }
        }
        if schema.contains_key("$recursiveRef") {
            parts.push(self.opaque("$recursiveRef", "only the 2020-12 spelling is understood"));
        }
        if let Some(value) = schema.get("allOf") {
            parts.extend(self.list("allOf", value, closing)?);
        }
        for keyword in ["anyOf", "oneOf"] {
            let Some(value) = schema.get(keyword) else {
                continue;
            };
            let members = self.list(keyword, value, closing)?;
            parts.push(match (members.as_slice(), keyword) {
                ([only], _) => *only,
                (_, "anyOf") => self.add(Expr::AnyOf(members)),
                _ => self.add(Expr::OneOf(members)),
            });
        }
        if let Some(value) = schema.get("not") {
            let id = self.child("not", value, Closing::Open)?;
            parts.push(self.add(Expr::Not(id)));
        }
        self.dependents(schema, closing, parts)?;
        self.conditional(schema, closing, parts)
    }

    fn conditional(
        &mut self,
        schema: &Map<String, Value>,
        closing: Closing,
        parts: &mut Vec<Id>,
    ) -> Result<(), SchemaError> {
        let Some(condition) = schema.get("if") else {
            return Ok(());
        };
        let condition = self.child("if", condition, Closing::Open)?;
        let mut branch = |keyword| schema.get(keyword).map(|value| self.child(keyword, value, closing)).transpose();
        let then = branch("then")?;
        let otherwise = branch("else")?;
        parts.push(self.add(Expr::Conditional { condition, then, otherwise }));
        Ok(())
    }
}
