//! One schema, keyword by keyword.

use std::collections::HashSet;

use serde_json::{Map, Value};

use super::{Parser, closing, closing::Closing, parser::MAX_DEPTH};
use crate::{
    error::SchemaError,
    expr::{Expr, Id, Name},
    kind::{Kind, Kinds},
};

/// Which groups of keywords a schema has: looking for each of them takes longer.
#[derive(Default)]
struct Groups {
    number: bool,
    string: bool,
    array: bool,
    object: bool,
    applicator: bool,
    unevaluated: bool,
}

impl Groups {
    fn of(schema: &Map<String, Value>) -> Self {
        let mut groups = Self::default();
        for keyword in schema.keys() {
            match keyword.as_str() {
                "minimum" | "maximum" | "exclusiveMinimum" | "exclusiveMaximum" | "multipleOf" => {
                    groups.number = true;
                }
                "minLength" | "maxLength" | "pattern" | "format" => groups.string = true,
                "items" | "prefixItems" | "additionalItems" | "minItems" | "maxItems" | "uniqueItems" | "contains" => {
                    groups.array = true
                }
                "properties"
                | "patternProperties"
                | "additionalProperties"
                | "required"
                | "propertyNames"
                | "minProperties"
                | "maxProperties" => groups.object = true,
                "$ref" | "$dynamicRef" | "$recursiveRef" | "allOf" | "anyOf" | "oneOf" | "not" | "if"
                | "dependentRequired" | "dependentSchemas" | "dependencies" => {
                    groups.applicator = true;
                }
                "unevaluatedItems" | "unevaluatedProperties" => groups.unevaluated = true,
                _ => {}
            }
        }
        groups
    }
}

impl Parser<'_> {
    /// Compiles the schema at hand.
    pub(super) fn schema(&mut self, value: &Value, closing: Closing) -> Result<Id, SchemaError> {
        match value {
            Value::Bool(true) => Ok(self.add(Expr::And(Vec::new()))),
            Value::Bool(false) => Ok(self.add(Expr::Kinds(Kinds::NONE))),
            Value::Object(keywords) => {
                if self.depth >= MAX_DEPTH {
                    return Err(self.error("the schema is nested too deeply"));
                }
                self.depth += 1;
                let id = self.keywords(keywords, closing)?;
                self.depth -= 1;
                Ok(id)
            }
            _ => Err(self.error("a schema must be an object or a boolean")),
        }
    }

    /// Compiles the schema under a keyword.
    pub(super) fn child(&mut self, token: &str, value: &Value, closing: Closing) -> Result<Id, SchemaError> {
        self.within(token, |parser| parser.schema(value, closing))
    }

    fn keywords(&mut self, schema: &Map<String, Value>, closing: Closing) -> Result<Id, SchemaError> {
        let outer_base = self.base.clone();
        if let Some(Value::String(id)) = schema.get("$id") {
            self.base = super::reference::join(&self.base, id);
        }
        let plan = closing::plan(schema, closing);
        let mut parts = Vec::new();
        if let (true, Some(target)) = (self.draft_7, schema.get("$ref")) {
            parts.push(self.reference("$ref", target, plan.parts)?);
        } else {
            if let Some(value) = schema.get("type") {
                self.kinds(value, &mut parts)?;
            }
            self.constants(schema, &mut parts)?;
            let groups = Groups::of(schema);
            if groups.number {
                self.number_keywords(schema, &mut parts)?;
            }
            if groups.string {
                self.string_keywords(schema, &mut parts)?;
            }
            if groups.array {
                self.array_keywords(schema, closing, &mut parts)?;
            }
            if groups.object {
                self.object_keywords(schema, closing, plan.own, &mut parts)?;
            }
            if groups.applicator {
                self.applicators(schema, plan.parts, &mut parts)?;
            }
            if groups.unevaluated || plan.joint {
                self.unevaluated_keywords(schema, closing, plan.joint, &mut parts)?;
            }
        }
        self.base = outer_base;
        Ok(match parts.as_slice() {
            [only] => *only,
            _ => self.add(Expr::And(parts)),
        })
    }

    fn kinds(&mut self, value: &Value, parts: &mut Vec<Id>) -> Result<(), SchemaError> {
        let names: Vec<&Value> = match value {
            Value::Array(names) => names.iter().collect(),
            name => vec![name],
        };
        let mut kinds = Kinds::NONE;
        let (mut integer, mut number) = (false, false);
        for name in names {
            let kind = match name.as_str() {
                Some("null") => Kind::Null,
                Some("boolean") => Kind::Boolean,
                Some("integer") => {
                    integer = true;
                    Kind::Number
                }
                Some("number") => {
                    number = true;
                    Kind::Number
                }
                Some("string") => Kind::String,
                Some("array") => Kind::Array,
                Some("object") => Kind::Object,
                _ => {
                    let message = format!("{name} is not a JSON Schema type");
                    return self.within("type", |parser| Err(parser.error(message)));
                }
            };
            kinds = kinds.with(kind);
        }
        parts.push(self.add(Expr::Kinds(kinds)));
        if integer && !number {
            parts.push(self.add(Expr::Integer));
        }
        Ok(())
    }

    /// A keyword whose value counts something.
    pub(super) fn count(&self, keyword: &str, schema: &Map<String, Value>) -> Result<Option<u64>, SchemaError> {
        let Some(value) = schema.get(keyword) else {
            return Ok(None);
        };
        let refuse = || SchemaError {
            pointer: format!("{}/{keyword}", self.path),
            message: format!("{keyword} must be a non-negative integer"),
        };
        let Value::Number(number) = value else {
            return Err(refuse());
        };
        if let Some(count) = number.as_u64() {
            return Ok(Some(count));
        }
        match crate::decimal::exact(number) {
            Some(exact) if exact.is_integer() && exact >= num_traits::Zero::zero() => {
                Ok(Some(u64::try_from(exact.to_integer()).unwrap_or(u64::MAX)))
            }
            _ => Err(refuse()),
        }
    }

    /// A keyword whose value is an object of something.
    pub(super) fn members<'v>(
        &self,
        keyword: &str,
        schema: &'v Map<String, Value>,
    ) -> Result<Option<&'v Map<String, Value>>, SchemaError> {
        match schema.get(keyword) {
            None => Ok(None),
            Some(Value::Object(members)) => Ok(Some(members)),
            Some(_) => Err(SchemaError {
                pointer: format!("{}/{keyword}", self.path),
                message: format!("{keyword} must be an object"),
            }),
        }
    }

    /// A keyword whose value is an array of schemas, compiled.
    pub(super) fn list(&mut self, keyword: &str, value: &Value, closing: Closing) -> Result<Vec<Id>, SchemaError> {
        self.within(keyword, |parser| {
            let Value::Array(members) = value else {
                return Err(parser.error(format!("{keyword} must be an array")));
            };
            if members.is_empty() {
                return Err(parser.error(format!("{keyword} must not be empty")));
            }
            let mut ids = Vec::with_capacity(members.len());
            for (index, member) in members.iter().enumerate() {
                ids.push(parser.child(&index.to_string(), member, closing)?);
            }
            Ok(ids)
        })
    }

    /// A keyword whose value is a list of property names.
    pub(super) fn name_list(&mut self, keyword: &str, value: &Value) -> Result<Vec<Name>, SchemaError> {
        self.within(keyword, |parser| {
            let refuse = |parser: &Self| parser.error(format!("{keyword} must be an array of strings"));
            let Value::Array(names) = value else {
                return Err(refuse(parser));
            };
            let mut list = Vec::with_capacity(names.len());
            let mut seen = HashSet::new();
            for name in names {
                let Value::String(name) = name else {
                    return Err(refuse(parser));
                };
                if seen.insert(name) {
                    list.push(parser.name(name));
                }
            }
            Ok(list)
        })
    }
}
