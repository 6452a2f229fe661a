//! Keywords that apply schemas to the same document.

use serde_json::Value;

use super::{Parser, closing::Closing, keywords::Keywords};
use crate::{error::SchemaError, expr::Expr};

impl Parser<'_> {
    pub(super) fn applicators(&mut self, keywords: &mut Keywords<'_>) -> Result<(), SchemaError> {
        let closing = keywords.plan.parts;
        for keyword in ["$ref", "$dynamicRef"] {
            if let Some(target) = keywords.get(keyword) {
                keywords.parts.push(self.reference(keyword, target, closing)?);
            }
        }
        if keywords.get("$recursiveRef").is_some() {
            keywords.parts.push(self.opaque("$recursiveRef", "only the 2020-12 spelling is understood"));
        }
        if let Some(value) = keywords.get("allOf") {
            keywords.parts.extend(self.list("allOf", value, closing)?);
        }
        for (keyword, expr) in [("anyOf", Expr::AnyOf as fn(_) -> _), ("oneOf", Expr::OneOf)] {
            let Some(value) = keywords.get(keyword) else {
                continue;
            };
            let members = self.list(keyword, value, closing)?;
            keywords.parts.push(match members.as_slice() {
                [only] => *only,
                _ => self.add(expr(members)),
            });
        }
        if let Some(value) = keywords.get("not") {
            let id = self.child("not", value, Closing::Open)?;
            keywords.parts.push(self.add(Expr::Not(id)));
        }
        self.dependents(keywords)?;
        self.conditional(keywords)
    }

    fn conditional(&mut self, keywords: &mut Keywords<'_>) -> Result<(), SchemaError> {
        let Some(condition) = keywords.get("if") else {
            return Ok(());
        };
        let condition = self.child("if", condition, Closing::Open)?;
        let mut branch = |keyword| {
            let value = keywords.get(keyword);
            value.map(|value| self.child(keyword, value, keywords.plan.parts)).transpose()
        };
        let then = branch("then")?;
        let otherwise = branch("else")?;
        keywords.parts.push(self.add(Expr::Conditional { condition, then, otherwise }));
        Ok(())
    }

    /// `dependentRequired`, `dependentSchemas` and the older `dependencies`.
    fn dependents(&mut self, keywords: &mut Keywords<'_>) -> Result<(), SchemaError> {
        let closing = keywords.plan.parts;
        for keyword in ["dependentRequired", "dependentSchemas", "dependencies"] {
            if self.draft_7 && keyword != "dependencies" {
                continue;
            }
            self.legacy |= keyword == "dependencies" && keywords.get(keyword).is_some_and(Value::is_object);
            self.each_member(keyword, keywords.map, |parser, key, member| {
                let then = match member {
                    Value::Array(_) if keyword != "dependentSchemas" => {
                        let names = parser.name_list(key, member)?;
                        parser.add(Expr::Required(names))
                    }
                    _ if keyword == "dependentRequired" => {
                        return Err(parser.error("dependentRequired must hold arrays of strings"));
                    }
                    member => parser.child(key, member, closing)?,
                };
                let name = parser.name(key);
                keywords.parts.push(parser.add(Expr::Dependent(name, then)));
                Ok(())
            })?;
        }
        Ok(())
    }
}
