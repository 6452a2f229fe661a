//! Names of definitions, which are no part of the wire.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::pointer::{escape, follow};
use super::traverse::{for_each_subschema, for_each_subschema_mut};

/// Names the definitions of a schema `T0`, `T1`, … in the order in which they are met, and drops
/// those that nothing refers to.
///
/// False, and nothing changed, when a reference points anywhere but at the root or at a definition,
/// or when a part of the schema has a name.
pub fn rename(schema: &mut Value) -> bool {
    let Some(Order { names, pointers }) = order(schema) else {
        return false;
    };
    let mut definitions = Map::new();
    for (index, pointer) in pointers.iter().enumerate() {
        let mut target = match pointer.as_str() {
            "" => without_definitions(schema.clone()),
            pointer => schema.pointer_mut(pointer).map(Value::take).unwrap_or_default(),
        };
        redirect(&mut target, &names);
        definitions.insert(format!("T{index}"), target);
    }
    *schema = match names.get("") {
        // A type that contains itself: its name and its root are the same schema.
        Some(name) => json!({ "$ref": format!("#/$defs/{name}") }),
        None => {
            let mut root = without_definitions(schema.take());
            redirect(&mut root, &names);
            root
        }
    };
    if let (Value::Object(root), false) = (schema, definitions.is_empty()) {
        root.insert("$defs".to_owned(), Value::Object(definitions));
    }
    true
}

/// The order in which the definitions are met; nothing when they cannot be renamed.
fn order(schema: &Value) -> Option<Order> {
    let mut order = Order::default();
    order.visit(schema, schema)?;
    if order.names.contains_key("") {
        // A type that contains itself is met first of all: at the root.
        order = Order { names: BTreeMap::from([(String::new(), "T0".to_owned())]), pointers: vec![String::new()] };
        order.visit(schema, schema)?;
    }
    Some(order)
}

#[derive(Default)]
struct Order {
    names: BTreeMap<String, String>,
    pointers: Vec<String>,
}

impl Order {
    fn visit(&mut self, root: &Value, schema: &Value) -> Option<()> {
        let renames = ["$anchor", "$dynamicAnchor", "$dynamicRef"].iter().any(|k| schema.get(k).is_some());
        let embedded = schema.get("$id").is_some() && !std::ptr::eq(root, schema);
        if renames || embedded {
            return None;
        }
        if let Some(reference) = schema.get("$ref").and_then(Value::as_str) {
            let pointer = follow(reference)?;
            if !self.names.contains_key(&pointer) {
                if !names_a_definition(&pointer) {
                    return None;
                }
                self.names.insert(pointer.clone(), format!("T{}", self.pointers.len()));
                self.pointers.push(pointer.clone());
                self.visit(root, root.pointer(&pointer)?)?;
            }
        }
        let mut inner = Vec::new();
        for_each_subschema(schema, &mut |keyword, _, sub| {
            if !matches!(keyword, "$defs" | "definitions") {
                inner.push(sub);
            }
        });
        inner.into_iter().try_for_each(|sub| self.visit(root, sub))
    }
}

fn names_a_definition(pointer: &str) -> bool {
    let rest = pointer.strip_prefix("/$defs/").or_else(|| pointer.strip_prefix("/definitions/"));
    pointer.is_empty() || rest.is_some_and(|name| !name.contains('/'))
}

fn without_definitions(mut schema: Value) -> Value {
    if let Value::Object(map) = &mut schema {
        map.remove("$defs");
        map.remove("definitions");
    }
    schema
}

fn redirect(schema: &mut Value, names: &BTreeMap<String, String>) {
    if let Value::Object(map) = schema
        && let Some(Value::String(reference)) = map.get_mut("$ref")
        && let Some(name) = follow(reference).and_then(|pointer| names.get(&pointer))
    {
        *reference = format!("#/$defs/{}", escape(name));
    }
    for_each_subschema_mut(schema, &mut |sub| redirect(sub, names));
}
