//! Keywords about arrays.

use serde_json::{Map, Value};

use super::{Parser, closing::Closing};
use crate::{
    error::SchemaError,
    expr::{Expr, Id},
};

impl Parser<'_> {
    pub(super) fn array_keywords(
        &mut self,
        schema: &Map<String, Value>,
        closing: Closing,
        parts: &mut Vec<Id>,
    ) -> Result<(), SchemaError> {
        self.items(schema, closing.of_child(), parts)?;
        if let Some(least) = self.count("minItems", schema)?
            && least > 0
        {
            parts.push(self.add(Expr::MinItems(least)));
        }
        if let Some(most) = self.count("maxItems", schema)? {
            parts.push(self.add(Expr::MaxItems(most)));
        }
        match schema.get("uniqueItems") {
            None | Some(Value::Bool(false)) => {}
            Some(Value::Bool(true)) => parts.push(self.add(Expr::Unique)),
            Some(_) => {
                return self.within("uniqueItems", |parser| Err(parser.error("uniqueItems must be a boolean")));
            }
        }
        if let Some(value) = schema.get("contains") {
            let item = self.child("contains", value, Closing::Open)?;
            let (min, max) = if self.draft_7 {
                (None, None)
            } else {
                (self.count("minContains", schema)?, self.count("maxContains", schema)?)
            };
            let min = min.unwrap_or(1);
            parts.push(self.add(Expr::Contains { item, min, max }));
        }
        Ok(())
    }

    fn items(&mut self, schema: &Map<String, Value>, closing: Closing, parts: &mut Vec<Id>) -> Result<(), SchemaError> {
        let mut prefix = Vec::new();
        let mut rest = None;
        if let Some(value) = schema.get("prefixItems")
            && !self.draft_7
        {
            prefix = self.list("prefixItems", value, closing)?;
        }
        match schema.get("items") {
            None => {}
            Some(Value::Array(members)) => {
                self.legacy = true;
                if !prefix.is_empty() {
                    return self
                        .within("items", |parser| Err(parser.error("items must be a schema beside prefixItems")));
                }
                self.within("items", |parser| {
                    for (index, member) in members.iter().enumerate() {
                        prefix.push(parser.child(&index.to_string(), member, closing)?);
                    }
                    Ok(())
                })?;
                if let Some(value) = schema.get("additionalItems") {
                    rest = Some(self.child("additionalItems", value, closing)?);
                }
            }
            Some(value) => rest = Some(self.child("items", value, closing)?),
        }
        if !prefix.is_empty() || rest.is_some() {
            parts.push(self.add(Expr::Items { prefix, rest }));
        }
        Ok(())
    }
}
