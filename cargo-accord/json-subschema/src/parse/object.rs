//! Keywords about objects.

use std::collections::BTreeMap;

use super::{Parser, closing::Closing, keywords::Keywords};
use crate::{
    error::SchemaError,
    expr::{Expr, Properties},
    kind::Kinds,
};

impl Parser<'_> {
    pub(super) fn object_keywords(&mut self, keywords: &mut Keywords<'_>) -> Result<(), SchemaError> {
        self.properties(keywords)?;
        if let Some(value) = keywords.get("required") {
            let names = self.name_list("required", value)?;
            if !names.is_empty() {
                keywords.parts.push(self.add(Expr::Required(names)));
            }
        }
        if let Some(value) = keywords.get("propertyNames") {
            let names = self.child("propertyNames", value, Closing::Open)?;
            keywords.parts.push(self.add(Expr::PropertyNames(names)));
        }
        self.limits(keywords, ("minProperties", Expr::MinProperties), ("maxProperties", Expr::MaxProperties))
    }

    fn properties(&mut self, keywords: &mut Keywords<'_>) -> Result<(), SchemaError> {
        let closing = keywords.closing.of_child();
        let mut named = BTreeMap::new();
        self.each_member("properties", keywords.map, |parser, key, member| {
            let id = parser.child(key, member, closing)?;
            named.insert(parser.name(key), id);
            Ok(())
        })?;
        let mut patterns = Vec::new();
        self.each_member("patternProperties", keywords.map, |parser, source, member| {
            let id = parser.child(source, member, closing)?;
            patterns.push((parser.pattern(source)?, id));
            Ok(())
        })?;
        let rest = match keywords.get("additionalProperties") {
            Some(value) => Some(self.child("additionalProperties", value, closing)?),
            None if keywords.plan.own => Some(self.add(Expr::Kinds(Kinds::NONE))),
            None => None,
        };
        if !named.is_empty() || !patterns.is_empty() || rest.is_some() {
            keywords.parts.push(self.add(Expr::Properties(Properties { named, patterns, rest })));
        }
        Ok(())
    }
}
