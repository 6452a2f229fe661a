//! The schemas of an OpenAPI document.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::{Direction, Role, WIRE_TYPES};

const PATH: &str = "#/components/schemas/";

/// The schemas of all wire types for `components.schemas` of an OpenAPI 3.1 document, under their Rust names.
///
/// Requests are described by what they accept, everything else by what it emits. A type that is part of both and looks
/// different from the two sides stands there twice, the accepted one as `…Input`.
pub fn components() -> Map<String, Value> {
    let mut accepted = side(Direction::Accepts);
    let mut emitted = side(Direction::Emits);
    let renamed = different(&accepted, &emitted);
    for schema in accepted.values_mut() {
        rename_references(schema, &renamed);
    }
    for (name, schema) in accepted {
        let name = if renamed.contains(&name) { format!("{name}Input") } else { name };
        emitted.insert(name, schema);
    }
    emitted
}

/// The schemas of the types that stand on this side, and of all they contain.
fn side(direction: Direction) -> Map<String, Value> {
    let settings = direction.settings().with(|settings| settings.definitions_path = "/components/schemas".into());
    let mut generator = settings.into_generator();
    let wanted = |role| (role == Role::Request) == (direction == Direction::Accepts);
    let mut schemas = Map::new();
    for wire_type in WIRE_TYPES.iter().filter(|wire_type| wanted(wire_type.role)) {
        let name = wire_type.name.rsplit("::").next().unwrap_or(wire_type.name);
        schemas.insert(name.to_owned(), (wire_type.schema)(&mut generator).to_value());
    }
    schemas.extend(generator.take_definitions(true));
    schemas
}

/// The names that mean something else on the two sides, directly or by what they refer to.
fn different(accepted: &Map<String, Value>, emitted: &Map<String, Value>) -> BTreeSet<String> {
    let shared = || accepted.iter().filter_map(|(name, schema)| emitted.get(name).map(|other| (name, schema, other)));
    let mut different: BTreeSet<String> =
        shared().filter(|(_, schema, other)| schema != other).map(|(name, ..)| name.clone()).collect();
    loop {
        let more: Vec<String> = shared()
            .filter(|(name, schema, _)| !different.contains(*name) && refers_to_any(schema, &different))
            .map(|(name, ..)| name.clone())
            .collect();
        if more.is_empty() {
            return different;
        }
        different.extend(more);
    }
}

fn refers_to_any(schema: &Value, names: &BTreeSet<String>) -> bool {
    match schema {
        Value::Object(members) => members.iter().any(|(key, member)| match (key.as_str(), member.as_str()) {
            ("$ref", Some(target)) => target.strip_prefix(PATH).is_some_and(|name| names.contains(name)),
            _ => refers_to_any(member, names),
        }),
        Value::Array(items) => items.iter().any(|item| refers_to_any(item, names)),
        _ => false,
    }
}

fn rename_references(schema: &mut Value, names: &BTreeSet<String>) {
    match schema {
        Value::Object(members) => {
            for (key, member) in members {
                match member {
                    Value::String(target) if key == "$ref" => {
                        if target.strip_prefix(PATH).is_some_and(|name| names.contains(name)) {
                            target.push_str("Input");
                        }
                    }
                    _ => rename_references(member, names),
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| rename_references(item, names)),
        _ => {}
    }
}
