//! Expressions as a plain 2020-12 document.
//!
//! What the engine knows beyond the plain meaning of a document (closed objects, the ranges of
//! integer formats, older spellings) is written out here in keywords that any validator reads.

use std::{collections::BTreeSet, sync::Arc};

use serde_json::{Map, Value, json};

use super::{
    decimal,
    expr::{Bound, Expr, Id, Literal},
    kind::{Kind, Kinds},
};

/// The document; `None` when something in it has no plain spelling.
pub(crate) fn render(arena: &[Arc<Expr>], root: Id, contract: bool) -> Option<Value> {
    let mut renderer = Renderer {
        arena,
        contract,
        named: BTreeSet::new(),
        queue: Vec::new(),
    };
    let reference = renderer.reference(root);
    let mut definitions = Map::new();
    while let Some(id) = renderer.queue.pop() {
        let schema = renderer.schema(id)?;
        definitions.insert(name(id), schema);
    }
    Some(json!({"$ref": reference, "$defs": definitions}))
}

struct Renderer<'a> {
    arena: &'a [Arc<Expr>],
    contract: bool,
    named: BTreeSet<Id>,
    queue: Vec<Id>,
}

fn name(id: Id) -> String {
    format!("e{}", id.place())
}

impl Renderer<'_> {
    fn reference(&mut self, id: Id) -> String {
        if self.named.insert(id) {
            self.queue.push(id);
        }
        format!("#/$defs/{}", name(id))
    }

    fn list(&mut self, ids: &[Id]) -> Option<Vec<Value>> {
        ids.iter().map(|id| self.schema(*id)).collect()
    }

    fn schema(&mut self, id: Id) -> Option<Value> {
        let arena = self.arena;
        Some(match arena[id.place()].as_ref() {
            Expr::And(members) if members.is_empty() => Value::Bool(true),
            Expr::And(members) => json!({"allOf": self.list(members)?}),
            Expr::AnyOf(members) => json!({"anyOf": self.list(members)?}),
            Expr::OneOf(members) => json!({"oneOf": self.list(members)?}),
            Expr::Not(inner) => json!({"not": self.schema(*inner)?}),
            Expr::Conditional {
                condition,
                then,
                otherwise,
            } => {
                let mut schema = json!({"if": self.schema(*condition)?});
                if let Some(then) = then {
                    schema["then"] = self.schema(*then)?;
                }
                if let Some(otherwise) = otherwise {
                    schema["else"] = self.schema(*otherwise)?;
                }
                schema
            }
            Expr::Ref(target) => json!({"$ref": self.reference(*target)}),
            Expr::Cases(cases) => {
                let mut choices = Vec::new();
                for case in cases {
                    let mut parts: Vec<_> = case
                        .conditions
                        .iter()
                        .map(|one| self.literal(*one))
                        .collect();
                    parts.push(json!({"$ref": self.reference(case.then)}));
                    choices.push(json!({"allOf": parts}));
                }
                json!({"anyOf": choices})
            }
            Expr::Kinds(kinds) => types(*kinds),
            Expr::Integer => json!({"anyOf": [{"type": "integer"}, {"not": {"type": "number"}}]}),
            Expr::Values(values) => json!({"enum": values.list}),
            Expr::Minimum(bound, Bound::Inclusive) => json!({"minimum": decimal::to_json(bound)?}),
            Expr::Minimum(bound, Bound::Exclusive) => {
                json!({"exclusiveMinimum": decimal::to_json(bound)?})
            }
            Expr::Maximum(bound, Bound::Inclusive) => json!({"maximum": decimal::to_json(bound)?}),
            Expr::Maximum(bound, Bound::Exclusive) => {
                json!({"exclusiveMaximum": decimal::to_json(bound)?})
            }
            Expr::MultipleOf(step) => json!({"multipleOf": decimal::to_json(step)?}),
            Expr::MinLength(least) => json!({"minLength": least}),
            Expr::MaxLength(most) => json!({"maxLength": most}),
            Expr::Pattern(pattern) => json!({"pattern": pattern.source()}),
            Expr::Format(format) => json!({"format": &**format}),
            Expr::Items { prefix, rest } => {
                let mut schema = Map::new();
                if !prefix.is_empty() {
                    schema.insert("prefixItems".to_owned(), self.list(prefix)?.into());
                }
                if let Some(rest) = rest {
                    schema.insert("items".to_owned(), self.schema(*rest)?);
                }
                schema.into()
            }
            Expr::MinItems(least) => json!({"minItems": least}),
            Expr::MaxItems(most) => json!({"maxItems": most}),
            Expr::Unique => json!({"uniqueItems": true}),
            Expr::Contains { item, min, max } => {
                let mut schema = json!({"contains": self.schema(*item)?, "minContains": min});
                if let Some(max) = max {
                    schema["maxContains"] = json!(max);
                }
                schema
            }
            Expr::Properties(properties) => {
                let mut schema = Map::new();
                let mut named = Map::new();
                for (key, id) in &properties.named {
                    named.insert(key.to_string(), self.schema(*id)?);
                }
                let mut patterns = Map::new();
                for (pattern, id) in &properties.patterns {
                    let mut value = self.schema(*id)?;
                    if let Some(other) = patterns.remove(pattern.source()) {
                        value = json!({"allOf": [other, value]});
                    }
                    patterns.insert(pattern.source().to_owned(), value);
                }
                schema.insert("properties".to_owned(), named.into());
                schema.insert("patternProperties".to_owned(), patterns.into());
                if let Some(rest) = properties.rest {
                    schema.insert("additionalProperties".to_owned(), self.schema(rest)?);
                }
                schema.into()
            }
            Expr::Required(names) => {
                json!({"required": names.iter().map(|name| &**name).collect::<Vec<_>>()})
            }
            Expr::PropertyNames(names) => json!({"propertyNames": self.schema(*names)?}),
            Expr::MinProperties(least) => json!({"minProperties": least}),
            Expr::MaxProperties(most) => json!({"maxProperties": most}),
            Expr::Dependent(name, then) => {
                json!({"dependentSchemas": {&**name: self.schema(*then)?}})
            }
            Expr::InContract(inner) if self.contract => self.schema(*inner)?,
            Expr::OutsideContract(inner) if !self.contract => self.schema(*inner)?,
            Expr::InContract(_) | Expr::OutsideContract(_) => Value::Bool(true),
            Expr::Opaque { .. } | Expr::Reserved => return None,
        })
    }

    fn literal(&mut self, literal: Literal) -> Value {
        let reference = json!({"$ref": self.reference(literal.id)});
        if literal.holds {
            reference
        } else {
            json!({"not": reference})
        }
    }
}

fn types(kinds: Kinds) -> Value {
    if kinds.is_empty() {
        return Value::Bool(false);
    }
    let names = Kind::ALL.into_iter().filter(|kind| kinds.has(*kind));
    let names: Vec<_> = names
        .map(|kind| match kind {
            Kind::Null => "null",
            Kind::Boolean => "boolean",
            Kind::Number => "number",
            Kind::String => "string",
            Kind::Array => "array",
            Kind::Object => "object",
        })
        .collect();
    json!({"type": names})
}
