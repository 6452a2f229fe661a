//! Keywords about objects.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::{Parser, closing::Closing};
use crate::{
    error::SchemaError,
    expr::{Expr, Id, Properties},
    kind::Kinds,
};

impl Parser<'_> {
    /// `sealed`: the properties named here are all there are.
    pub(super) fn object_keywords(
        &mut self,
        schema: &Map<String, Value>,
        closing: Closing,
        sealed: bool,
        parts: &mut Vec<Id>,
    ) -> Result<(), SchemaError> {
        self.properties(schema, closing.of_child(), sealed, parts)?;
        if let Some(value) = schema.get("required") {
            let names = self.name_list("required", value)?;
            if !names.is_empty() {
                parts.push(self.add(Expr::Required(names)));
            }
        }
        if let Some(value) = schema.get("propertyNames") {
            let names = self.child("propertyNames", value, Closing::Open)?;
            parts.push(self.add(Expr::PropertyNames(names)));
        }
        if let Some(least) = self.count("minProperties", schema)?
            && least > 0
        {
            parts.push(self.add(Expr::MinProperties(least)));
        }
        if let Some(most) = self.count("maxProperties", schema)? {
            parts.push(self.add(Expr::MaxProperties(most)));
        }
        Ok(())
    }

    fn properties(
        &mut self,
        schema: &Map<String, Value>,
        closing: Closing,
        sealed: bool,
        parts: &mut Vec<Id>,
    ) -> Result<(), SchemaError> {
        let mut named = BTreeMap::new();
        if let Some(members) = self.members("properties", schema)? {
            self.within("properties", |parser| {
                for (key, member) in members {
                    let id = parser.child(key, member, closing)?;
                    named.insert(parser.name(key), id);
                }
                Ok(())
            })?;
        }
        let mut patterns = Vec::new();
        if let Some(members) = self.members("patternProperties", schema)? {
            self.within("patternProperties", |parser| {
                for (source, member) in members {
                    let id = parser.child(source, member, closing)?;
                    patterns.push((parser.pattern(source)?, id));
                }
                Ok(())
            })?;
        }
        let rest = match schema.get("additionalProperties") {
            Some(value) => Some(self.child("additionalProperties", value, closing)?),
            None if sealed => Some(self.add(Expr::Kinds(Kinds::NONE))),
            None => None,
        };
        if !named.is_empty() || !patterns.is_empty() || rest.is_some() {
            parts.push(self.add(Expr::Properties(Properties { named, patterns, rest })));
        }
        Ok(())
    }

    /// `dependentRequired`, `dependentSchemas` and the older `dependencies`.
    pub(super) fn dependents(
        &mut self,
        schema: &Map<String, Value>,
        closing: Closing,
        parts: &mut Vec<Id>,
    ) -> Result<(), SchemaError> {
        for keyword in ["dependentRequired", "dependentSchemas", "dependencies"] {
            if self.draft_7 != (keyword == "dependencies") && self.draft_7 {
                continue;
            }
            let Some(members) = self.members(keyword, schema)? else {
                continue;
            };
            self.legacy |= keyword == "dependencies";
            self.within(keyword, |parser| {
                for (key, member) in members {
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
                    parts.push(parser.add(Expr::Dependent(name, then)));
                }
                Ok(())
            })?;
        }
        Ok(())
    }
}
