//! The schemas of an OpenAPI document.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::{Direction, Role, WireType};

const PATH: &str = "#/components/schemas/";

/// The schemas of `types`, and of all types they contain.
pub fn of(types: &[WireType]) -> Map<String, Value> {
    let mut accepted = side(types, Direction::Accepts);
    let mut emitted = side(types, Direction::Emits);
    let renamed = different(&accepted, &emitted);
    for schema in accepted.values_mut() {
        each_reference(schema, &mut |target| {
            if target.strip_prefix(PATH).is_some_and(|name| renamed.contains(name)) {
                target.push_str("Input");
            }
        });
    }
    for (name, schema) in accepted {
        let name = if renamed.contains(&name) { format!("{name}Input") } else { name };
        emitted.insert(name, schema);
    }
    emitted
}

/// The schemas of the types that are written or read on this side, and of all they contain.
fn side(types: &[WireType], direction: Direction) -> Map<String, Value> {
    let settings = direction.settings().with(|settings| settings.definitions_path = "/components/schemas".into());
    let mut generator = settings.into_generator();
    let wanted = |role| (role == Role::Request) == (direction == Direction::Accepts);
    let mut schemas = Map::new();
    for wire_type in types.iter().filter(|wire_type| wanted(wire_type.role)) {
        let name = wire_type.name.rsplit("::").next().unwrap_or(wire_type.name);
        schemas.insert(name.to_owned(), wire_type.schema_in(&mut generator));
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

fn each_reference(schema: &mut Value, change: &mut impl FnMut(&mut String)) {
    match schema {
        Value::Object(members) => {
            for (key, member) in members {
                match member {
                    Value::String(target) if key == "$ref" => change(target),
                    _ => each_reference(member, change),
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| each_reference(item, change)),
        _ => {}
    }
}
