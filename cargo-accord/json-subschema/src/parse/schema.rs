//! One schema, keyword by keyword.

use serde_json::{Map, Value};

use super::{Parser, closing, closing::Closing, keywords::Keywords, parser::MAX_DEPTH, reference::join};
use crate::{
    error::SchemaError,
    exact,
    expr::{Expr, Id},
    kind::{Kind, Kinds},
};

/// Compiles a group of keywords.
type Compile<'a> = fn(&mut Parser<'a>, &mut Keywords<'_>) -> Result<(), SchemaError>;

/// The last group, which an object that is closed jointly has without a keyword.
const UNEVALUATED: usize = 5;

/// Which group a keyword is of.
fn group_of(keyword: &str) -> Option<usize> {
    Some(match keyword {
        "minimum" | "maximum" | "exclusiveMinimum" | "exclusiveMaximum" | "multipleOf" => 0,
        "minLength" | "maxLength" | "pattern" | "format" => 1,
        "items" | "prefixItems" | "additionalItems" | "minItems" | "maxItems" | "uniqueItems" | "contains" => 2,
        "properties" | "patternProperties" | "additionalProperties" | "required" => 3,
        "propertyNames" | "minProperties" | "maxProperties" => 3,
        "$ref" | "$dynamicRef" | "$recursiveRef" | "allOf" | "anyOf" | "oneOf" | "not" | "if" => 4,
        "dependentRequired" | "dependentSchemas" | "dependencies" => 4,
        "unevaluatedItems" | "unevaluatedProperties" => UNEVALUATED,
        _ => return None,
    })
}

impl<'a> Parser<'a> {
    /// The groups in the order of their expressions. Only those that a schema has are looked through: looking for each of
    /// their keywords takes longer.
    const GROUPS: [Compile<'a>; UNEVALUATED + 1] = [
        Self::number_keywords,
        Self::string_keywords,
        Self::array_keywords,
        Self::object_keywords,
        Self::applicators,
        Self::unevaluated_keywords,
    ];

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

    fn keywords(&mut self, map: &Map<String, Value>, closing: Closing) -> Result<Id, SchemaError> {
        let outer_base = self.base.clone();
        if let Some(Value::String(id)) = map.get("$id") {
            self.base = join(&self.base, id);
        }
        let mut keywords = Keywords { map, closing, plan: closing::plan(map, closing), parts: Vec::new() };
        if let (true, Some(target)) = (self.draft_7, map.get("$ref")) {
            keywords.parts.push(self.reference("$ref", target, keywords.plan.parts)?);
        } else {
            self.kinds(&mut keywords)?;
            self.constants(&mut keywords)?;
            let mut has = [false; UNEVALUATED + 1];
            has[UNEVALUATED] = keywords.plan.joint;
            for group in map.keys().filter_map(|keyword| group_of(keyword)) {
                has[group] = true;
            }
            for (_, compile) in has.iter().zip(Self::GROUPS).filter(|(has, _)| **has) {
                compile(self, &mut keywords)?;
            }
        }
        self.base = outer_base;
        Ok(match keywords.parts.as_slice() {
            [only] => *only,
            _ => self.add(Expr::And(keywords.parts)),
        })
    }

    fn kinds(&mut self, keywords: &mut Keywords<'_>) -> Result<(), SchemaError> {
        let names = match keywords.get("type") {
            None => return Ok(()),
            Some(Value::Array(names)) => names,
            Some(name) => std::slice::from_ref(name),
        };
        let mut kinds = Kinds::NONE;
        for name in names {
            let kind = Kind::ALL.into_iter().find(|kind| name == kind.name());
            let kind = kind.or_else(|| (name == "integer").then_some(Kind::Number));
            let unknown = || self.error_at("type", format!("{name} is not a JSON Schema type"));
            kinds = kinds.with(kind.ok_or_else(unknown)?);
        }
        keywords.parts.push(self.add(Expr::Kinds(kinds)));
        let names_type = |wanted: &str| names.iter().any(|name| name == wanted);
        if names_type("integer") && !names_type("number") {
            keywords.parts.push(self.add(Expr::Integer));
        }
        Ok(())
    }

    /// `const` and `enum`.
    fn constants(&mut self, keywords: &mut Keywords<'_>) -> Result<(), SchemaError> {
        if let Some(value) = keywords.get("const") {
            keywords.parts.push(self.values(vec![value.clone()]));
        }
        match keywords.get("enum") {
            None => {}
            Some(Value::Array(values)) => keywords.parts.push(self.values(values.clone())),
            Some(_) => return Err(self.error_at("enum", "enum must be an array")),
        }
        Ok(())
    }

    /// The expression that holds of exactly these values.
    fn values(&mut self, list: Vec<Value>) -> Id {
        exact::values(list, &mut |expr| self.add(expr))
    }
}
