//! The keywords of one schema on their way to expressions.

use std::collections::HashSet;

use serde_json::{Map, Value};

use super::{
    Parser,
    closing::{Closing, Plan},
};
use crate::{
    decimal,
    error::SchemaError,
    expr::{Expr, Id, Name},
};

/// The keywords of one schema, and what they have become so far.
pub(super) struct Keywords<'v> {
    pub(super) map: &'v Map<String, Value>,
    pub(super) closing: Closing,
    pub(super) plan: Plan,
    pub(super) parts: Vec<Id>,
}

impl<'v> Keywords<'v> {
    pub(super) fn get(&self, keyword: &str) -> Option<&'v Value> {
        self.map.get(keyword)
    }
}

impl Parser<'_> {
    /// Two keywords of which one gives the least count of something and the other the most.
    pub(super) fn limits(
        &mut self,
        keywords: &mut Keywords<'_>,
        (least, at_least): (&str, fn(u64) -> Expr),
        (most, at_most): (&str, fn(u64) -> Expr),
    ) -> Result<(), SchemaError> {
        // That there are none or more says nothing.
        if let Some(count) = self.count(least, keywords)?.filter(|count| *count > 0) {
            keywords.parts.push(self.add(at_least(count)));
        }
        if let Some(count) = self.count(most, keywords)? {
            keywords.parts.push(self.add(at_most(count)));
        }
        Ok(())
    }

    /// A keyword whose value counts something.
    pub(super) fn count(&self, keyword: &str, keywords: &Keywords<'_>) -> Result<Option<u64>, SchemaError> {
        let Some(value) = keywords.get(keyword) else {
            return Ok(None);
        };
        if let Some(count) = value.as_u64() {
            return Ok(Some(count));
        }
        let exact = value.as_number().and_then(decimal::exact).map(|exact| (exact.is_integer(), exact.to_integer()));
        match exact {
            Some((true, count)) if count.sign() != num_bigint::Sign::Minus => {
                Ok(Some(u64::try_from(count).unwrap_or(u64::MAX)))
            }
            _ => Err(self.error_at(keyword, format!("{keyword} must be a non-negative integer"))),
        }
    }

    /// Reads each member of a keyword whose value is an object of something.
    pub(super) fn each_member(
        &mut self,
        keyword: &str,
        schema: &Map<String, Value>,
        mut read: impl FnMut(&mut Self, &str, &Value) -> Result<(), SchemaError>,
    ) -> Result<(), SchemaError> {
        match schema.get(keyword) {
            None => Ok(()),
            Some(Value::Object(members)) => {
                self.within(keyword, |parser| members.iter().try_for_each(|(key, member)| read(parser, key, member)))
            }
            Some(_) => Err(self.error_at(keyword, format!("{keyword} must be an object"))),
        }
    }

    /// A keyword whose value is an array of schemas, compiled.
    pub(super) fn list(&mut self, keyword: &str, value: &Value, closing: Closing) -> Result<Vec<Id>, SchemaError> {
        match value {
            Value::Array(members) if members.is_empty() => {
                Err(self.error_at(keyword, format!("{keyword} must not be empty")))
            }
            Value::Array(members) => self.elements(keyword, members, closing),
            _ => Err(self.error_at(keyword, format!("{keyword} must be an array"))),
        }
    }

    /// The schemas in an array, compiled.
    pub(super) fn elements(
        &mut self,
        keyword: &str,
        members: &[Value],
        closing: Closing,
    ) -> Result<Vec<Id>, SchemaError> {
        self.within(keyword, |parser| {
            let members = members.iter().enumerate();
            members.map(|(index, member)| parser.child(&index.to_string(), member, closing)).collect()
        })
    }

    /// A keyword whose value is a list of property names.
    pub(super) fn name_list(&mut self, keyword: &str, value: &Value) -> Result<Vec<Name>, SchemaError> {
        let names = value.as_array().and_then(|names| names.iter().map(Value::as_str).collect::<Option<Vec<_>>>());
        let refused = || self.error_at(keyword, format!("{keyword} must be an array of strings"));
        let names = names.ok_or_else(refused)?;
        let mut seen = HashSet::new();
        Ok(names.into_iter().filter(|name| seen.insert(*name)).map(|name| self.name(name)).collect())
    }
}
