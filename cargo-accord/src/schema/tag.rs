//! What tells the variants of a union apart.

use serde_json::Value;

/// One alternative of a `oneOf` or `anyOf`.
#[derive(Debug, Clone, Copy)]
pub struct Variant<'a> {
    /// The position in the list.
    pub index: usize,
    /// The tag value or the only key; nothing for an untagged alternative.
    pub name: Option<&'a str>,
    /// The property that holds the tag; nothing for an externally tagged alternative.
    pub tag: Option<&'a str>,
    /// The alternative itself.
    pub schema: &'a Value,
}

/// The alternatives of a list, each with the name by which a document chooses it.
pub fn variants<'a>(
    list: &'a [Value],
    resolve: &dyn Fn(&'a Value) -> &'a Value,
) -> Vec<Variant<'a>> {
    let resolved: Vec<&Value> = list.iter().map(resolve).collect();
    let common = common_tag(&resolved);
    resolved
        .into_iter()
        .enumerate()
        .map(|(index, schema)| {
            let name = match common {
                Some(tag) => constant(schema, tag),
                None => only_key(schema).or_else(|| sole_constant(schema)),
            };
            Variant {
                index,
                name,
                tag: common,
                schema,
            }
        })
        .collect()
}

/// The property that every alternative fixes to a different constant.
fn common_tag<'a>(list: &[&'a Value]) -> Option<&'a str> {
    let properties = list.first()?.get("properties")?.as_object()?;
    properties.keys().map(String::as_str).find(|name| {
        let mut seen = Vec::new();
        list.iter().all(|schema| {
            constant(schema, name).is_some_and(|value| {
                let fresh = !seen.contains(&value);
                seen.push(value);
                fresh
            })
        })
    })
}

fn constant<'a>(schema: &'a Value, property: &str) -> Option<&'a str> {
    sole_constant(schema.get("properties")?.get(property)?)
}

fn sole_constant(schema: &Value) -> Option<&str> {
    let value = match (schema.get("const"), schema.get("enum")) {
        (Some(value), _) => value,
        (None, Some(Value::Array(values))) if values.len() == 1 => &values[0],
        _ => return None,
    };
    value.as_str()
}

fn only_key(schema: &Value) -> Option<&str> {
    let properties = schema.get("properties")?.as_object()?;
    let required = schema.get("required")?.as_array()?;
    match (properties.keys().next(), required.as_slice()) {
        (Some(key), [only]) if properties.len() == 1 && only == key => Some(key),
        _ => None,
    }
}
