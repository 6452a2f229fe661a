//! Keywords about arrays.

use serde_json::Value;

use super::{Parser, closing::Closing, keywords::Keywords};
use crate::{error::SchemaError, expr::Expr};

impl Parser<'_> {
    pub(super) fn array_keywords(&mut self, keywords: &mut Keywords<'_>) -> Result<(), SchemaError> {
        self.items(keywords)?;
        self.limits(keywords, ("minItems", Expr::MinItems), ("maxItems", Expr::MaxItems))?;
        match keywords.get("uniqueItems") {
            None | Some(Value::Bool(false)) => {}
            Some(Value::Bool(true)) => keywords.parts.push(self.add(Expr::Unique)),
            Some(_) => return Err(self.error_at("uniqueItems", "uniqueItems must be a boolean")),
        }
        if let Some(value) = keywords.get("contains") {
            let item = self.child("contains", value, Closing::Open)?;
            let (min, max) = if self.draft_7 {
                (None, None)
            } else {
                (self.count("minContains", keywords)?, self.count("maxContains", keywords)?)
            };
            let min = min.unwrap_or(1);
            keywords.parts.push(self.add(Expr::Contains { item, min, max }));
        }
        Ok(())
    }

    fn items(&mut self, keywords: &mut Keywords<'_>) -> Result<(), SchemaError> {
        let closing = keywords.closing.of_child();
        let mut prefix = match keywords.get("prefixItems") {
            Some(value) if !self.draft_7 => self.list("prefixItems", value, closing)?,
            _ => Vec::new(),
        };
        let mut rest = None;
        match keywords.get("items") {
            None => {}
            Some(Value::Array(_)) if !prefix.is_empty() => {
                return Err(self.error_at("items", "items must be a schema beside prefixItems"));
            }
            Some(Value::Array(members)) => {
                self.legacy = true;
                prefix = self.elements("items", members, closing)?;
                if let Some(value) = keywords.get("additionalItems") {
                    rest = Some(self.child("additionalItems", value, closing)?);
                }
            }
            Some(value) => rest = Some(self.child("items", value, closing)?),
        }
        if !prefix.is_empty() || rest.is_some() {
            keywords.parts.push(self.add(Expr::Items { prefix, rest }));
        }
        Ok(())
    }
}
