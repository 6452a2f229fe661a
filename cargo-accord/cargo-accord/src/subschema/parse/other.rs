//! `x-accord-other`: an enumeration whose reader takes values it does not know.
//!
//! It stands beside `enum`, `oneOf` or `anyOf` and binds in contract mode only. Beside an
//! `enum`, or a list of string constants, every other string is accepted as well; beside a
//! list of tagged objects, every object with another string in the tag.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::Parser;
use crate::subschema::{
    expr::{Expr, Id, Properties},
    kind::{Kind, Kinds},
};

impl Parser<'_> {
    pub(super) fn is_open_enumeration(&self, schema: &Map<String, Value>) -> bool {
        schema.get("x-accord-other") == Some(&Value::Bool(true))
    }

    /// In contract mode, what `known` accepts or any string.
    pub(super) fn or_any_string(&mut self, known: Id) -> Id {
        let string = self.add(Expr::Kinds(Kinds::only(Kind::String)));
        let either = self.add(Expr::AnyOf(vec![known, string]));
        self.add(Expr::InContract(either))
    }

    /// In contract mode, what `known` accepts or another variant like those in `variants`.
    pub(super) fn or_other_variant(&mut self, known: Id, variants: &Value) -> Id {
        let variants = variants.as_array().map_or(&[][..], Vec::as_slice);
        let mut choices = vec![known];
        if variants.iter().any(is_string_constant) {
            choices.push(self.add(Expr::Kinds(Kinds::only(Kind::String))));
        } else {
            // Which of several is the tag is not known: other in all of them is other for certain.
            let others =
                shared_tags(variants).into_iter().map(|(tag, values)| self.other_tag(tag, values)).collect::<Vec<_>>();
            choices.push(match others.as_slice() {
                [] => self.opaque("x-accord-other", "the variants share no tag"),
                [only] => *only,
                _ => self.add(Expr::And(others)),
            });
        }
        let either = self.add(Expr::AnyOf(choices));
        self.add(Expr::InContract(either))
    }

    fn other_tag(&mut self, tag: &str, values: Vec<Value>) -> Id {
        let tag = self.name(tag);
        let known = self.values(values);
        let unknown = self.add(Expr::Not(known));
        let string = self.add(Expr::Kinds(Kinds::only(Kind::String)));
        let other = self.add(Expr::And(vec![string, unknown]));
        let parts = [
            Expr::Kinds(Kinds::only(Kind::Object)),
            Expr::Properties(Properties {
                named: BTreeMap::from([(tag.clone(), other)]),
                patterns: Vec::new(),
                rest: None,
            }),
            Expr::Required(vec![tag]),
        ];
        let parts = parts.into_iter().map(|part| self.add(part)).collect();
        self.add(Expr::And(parts))
    }
}

fn is_string_constant(variant: &Value) -> bool {
    match (variant.get("const"), variant.get("enum")) {
        (Some(Value::String(_)), _) => true,
        (None, Some(Value::Array(values))) => values.iter().all(Value::is_string),
        _ => false,
    }
}

/// The properties that every variant requires with a constant, and those constants.
fn shared_tags(variants: &[Value]) -> Vec<(&str, Vec<Value>)> {
    let first = variants.first().and_then(|first| first.get("properties"));
    let properties = first.and_then(Value::as_object).into_iter().flatten();
    let tagged = properties.filter_map(|(tag, _)| {
        let values: Option<Vec<_>> = variants
            .iter()
            .map(|variant| {
                let required = variant.get("required")?.as_array()?;
                let is_required = required.iter().any(|name| name == tag.as_str());
                let value = variant.get("properties")?.get(tag)?.get("const")?;
                (is_required && value.is_string()).then(|| value.clone())
            })
            .collect();
        values.map(|values| (tag.as_str(), values))
    });
    tagged.collect()
}
