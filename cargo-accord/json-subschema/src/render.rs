//! Expressions as a plain 2020-12 document.
//!
//! What the engine knows beyond the plain meaning of a document (closed objects, the ranges of
//! integer formats, older spellings) is written out here in keywords that any validator reads.

use std::{collections::BTreeSet, sync::Arc};

use serde_json::{Map, Value, json};

use super::{
    decimal,
    expr::{Bound, Case, Expr, Id, Literal, Properties},
    kind::{Kind, Kinds},
};

/// The document; `None` when something in it has no plain spelling.
pub(crate) fn render(arena: &[Arc<Expr>], root: Id, formats: bool) -> Option<Value> {
    let mut renderer = Renderer { arena, formats, named: BTreeSet::new(), queue: Vec::new() };
    let reference = renderer.reference(root);
    let mut definitions = Map::new();
    while let Some(id) = renderer.queue.pop() {
        let schema = renderer.schema(id)?;
        definitions.insert(name(id), schema);
    }
    let mut document = Map::new();
    document.insert("$ref".to_owned(), reference.into());
    document.insert("$defs".to_owned(), definitions.into());
    Some(document.into())
}

struct Renderer<'a> {
    arena: &'a [Arc<Expr>],
    formats: bool,
    named: BTreeSet<Id>,
    queue: Vec<Id>,
}

fn name(id: Id) -> String {
    format!("e{}", id.place())
}

impl Renderer<'_> {
    fn reference(&mut self, id: Id) -> String {
        let mut id = id;
        // A reference to a reference is one to what that leads to; circles have been refused.
        while let Expr::Ref(target) = self.arena[id.place()].as_ref() {
            id = *target;
        }
        if self.named.insert(id) {
            self.queue.push(id);
        }
        format!("#/$defs/{}", name(id))
    }

    fn list(&mut self, ids: &[Id]) -> Option<Vec<Value>> {
        ids.iter().map(|id| self.schema(*id)).collect()
    }

    /// The members of a conjunction; `type` and what makes a number an integer are one of them.
    fn conjunction(&mut self, members: &[Id]) -> Option<Vec<Value>> {
        let arena = self.arena;
        let exprs = || members.iter().map(|id| arena[id.place()].as_ref());
        let integer =
            exprs().any(|expr| matches!(expr, Expr::Integer)) && exprs().any(|expr| matches!(expr, Expr::Kinds(_)));
        let mut schemas = Vec::with_capacity(members.len());
        for id in members {
            match arena[id.place()].as_ref() {
                Expr::Integer if integer => {}
                Expr::Kinds(kinds) if integer => schemas.push(types(*kinds, "integer")),
                _ => schemas.push(self.schema(*id)?),
            }
        }
        Some(schemas)
    }

    fn schema(&mut self, id: Id) -> Option<Value> {
        let arena = self.arena;
        Some(match arena[id.place()].as_ref() {
            Expr::And(members) if members.is_empty() => Value::Bool(true),
            Expr::And(members) => together(self.conjunction(members)?),
            Expr::AnyOf(members) => one("anyOf", self.list(members)?),
            Expr::OneOf(members) => one("oneOf", self.list(members)?),
            Expr::Not(inner) => one("not", self.schema(*inner)?),
            Expr::Conditional { condition, then, otherwise } => {
                self.keywords(&[("if", Some(*condition)), ("then", *then), ("else", *otherwise)])?.into()
            }
            Expr::Ref(target) => one("$ref", self.reference(*target)),
            Expr::Cases(cases) => one("anyOf", cases.iter().map(|case| self.case(case)).collect::<Vec<_>>()),
            Expr::Items { prefix, rest } => {
                let mut schema = self.keywords(&[("items", *rest)])?;
                if !prefix.is_empty() {
                    schema.insert("prefixItems".to_owned(), self.list(prefix)?.into());
                }
                schema.into()
            }
            Expr::Contains { item, min, max } => {
                let mut schema = self.keywords(&[("contains", Some(*item))])?;
                schema.insert("minContains".to_owned(), json!(min));
                schema.extend(max.map(|max| ("maxContains".to_owned(), json!(max))));
                schema.into()
            }
            Expr::Properties(properties) => self.properties(properties)?,
            Expr::PropertyNames(names) => one("propertyNames", self.schema(*names)?),
            Expr::Dependent(name, then) => one("dependentSchemas", one(name, self.schema(*then)?)),
            Expr::WithFormats(inner) if self.formats => self.schema(*inner)?,
            Expr::WithFormats(_) => Value::Bool(true),
            keyword => limit(keyword)?,
        })
    }

    /// The keywords whose values are schemas, without those that are absent.
    fn keywords(&mut self, keywords: &[(&str, Option<Id>)]) -> Option<Map<String, Value>> {
        let present = keywords.iter().filter_map(|(keyword, id)| Some((keyword, (*id)?)));
        present.map(|(keyword, id)| Some(((*keyword).to_owned(), self.schema(id)?))).collect()
    }

    fn case(&mut self, case: &Case) -> Value {
        let mut parts: Vec<_> = case.conditions.iter().map(|one| self.literal(*one)).collect();
        parts.push(one("$ref", self.reference(case.then)));
        one("allOf", parts)
    }

    fn properties(&mut self, properties: &Properties) -> Option<Value> {
        let mut named = Map::new();
        for (key, id) in &properties.named {
            named.insert(key.to_string(), self.schema(*id)?);
        }
        let mut patterns = Map::new();
        for (pattern, id) in &properties.patterns {
            let mut value = self.schema(*id)?;
            if let Some(other) = patterns.remove(pattern.source()) {
                value = one("allOf", vec![other, value]);
            }
            patterns.insert(pattern.source().to_owned(), value);
        }
        let mut schema = self.keywords(&[("additionalProperties", properties.rest)])?;
        schema.insert("properties".to_owned(), named.into());
        schema.insert("patternProperties".to_owned(), patterns.into());
        Some(schema.into())
    }

    fn literal(&mut self, literal: Literal) -> Value {
        let reference = one("$ref", self.reference(literal.id));
        match literal.holds {
            true => reference,
            false => one("not", reference),
        }
    }
}

/// A keyword without schemas; `None` when it has no plain spelling.
fn limit(keyword: &Expr) -> Option<Value> {
    Some(match keyword {
        Expr::Kinds(kinds) => types(*kinds, "number"),
        Expr::Integer => json!({"anyOf": [{"type": "integer"}, {"not": {"type": "number"}}]}),
        Expr::Values(values) => one("enum", values.list.clone()),
        Expr::Minimum(bound, Bound::Inclusive) => one("minimum", decimal::to_json(bound)?),
        Expr::Minimum(bound, Bound::Exclusive) => one("exclusiveMinimum", decimal::to_json(bound)?),
        Expr::Maximum(bound, Bound::Inclusive) => one("maximum", decimal::to_json(bound)?),
        Expr::Maximum(bound, Bound::Exclusive) => one("exclusiveMaximum", decimal::to_json(bound)?),
        Expr::MultipleOf(step) => one("multipleOf", decimal::to_json(step)?),
        Expr::MinLength(least) => json!({"minLength": least}),
        Expr::MaxLength(most) => json!({"maxLength": most}),
        Expr::Pattern(pattern) => json!({"pattern": pattern.source()}),
        Expr::Format(format) => json!({"format": &**format}),
        Expr::MinItems(least) => json!({"minItems": least}),
        Expr::MaxItems(most) => json!({"maxItems": most}),
        Expr::Unique => json!({"uniqueItems": true}),
        Expr::Required(names) => json!({"required": names.iter().map(|name| &**name).collect::<Vec<_>>()}),
        Expr::MinProperties(least) => json!({"minProperties": least}),
        Expr::MaxProperties(most) => json!({"maxProperties": most}),
        _ => return None,
    })
}

/// A schema of one keyword. `json!` would copy what the keyword holds.
fn one(keyword: &str, value: impl Into<Value>) -> Value {
    Value::Object(Map::from_iter([(keyword.to_owned(), value.into())]))
}

/// All of some schemas, in one as far as their keywords do not look at each other: the fewer
/// there are, the sooner the validator is built.
fn together(schemas: Vec<Value>) -> Value {
    let mut one = Map::new();
    let mut beside = Vec::new();
    for schema in schemas {
        match schema {
            Value::Bool(true) => {}
            Value::Object(keywords) if are_apart(&one, &keywords) => one.extend(keywords),
            schema => beside.push(schema),
        }
    }
    if beside.is_empty() {
        return Value::Object(one);
    }
    match one.get_mut("allOf") {
        Some(Value::Array(list)) => list.extend(beside),
        _ => drop(one.insert("allOf".to_owned(), Value::Array(beside))),
    }
    Value::Object(one)
}

/// Keywords of which one changes the meaning of another.
const GROUPS: [&[&str]; 2] = [&["items", "prefixItems"], &["additionalProperties", "patternProperties", "properties"]];

fn are_apart(one: &Map<String, Value>, other: &Map<String, Value>) -> bool {
    let in_both = |group: &&[&str]| {
        let of = |map: &Map<String, Value>| group.iter().any(|key| map.contains_key(*key));
        of(one) && of(other)
    };
    !other.keys().any(|key| one.contains_key(key)) && !GROUPS.iter().any(in_both)
}

fn types(kinds: Kinds, number: &str) -> Value {
    if kinds.is_empty() {
        return Value::Bool(false);
    }
    let kinds = Kind::ALL.into_iter().filter(|kind| kinds.has(*kind));
    let names: Vec<_> = kinds.map(|kind| if kind == Kind::Number { number } else { kind.name() }).collect();
    json!({"type": names})
}
