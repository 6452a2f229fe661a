//! What distinguishes the variants of a union.

use std::collections::HashSet;

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

/// The alternatives of a list, each with the name by which a document chooses it. Where several
/// properties may be the tag, `preferred` is, or the first.
pub fn variants<'a>(list: &'a [Value], preferred: Option<&str>) -> Vec<Variant<'a>> {
    let resolved: Vec<&Value> = list.iter().collect();
    let mut candidates: Vec<&str> = tags(&resolved).map(|(name, _)| name).collect();
    candidates.sort_by_key(|name| Some(*name) != preferred);
    let common = candidates.first().copied();
    resolved
        .into_iter()
        .enumerate()
        .map(|(index, schema)| {
            let name = match common {
                Some(tag) => constant(schema, tag),
                None => only_key(schema).or_else(|| sole_constant(schema)),
            };
            Variant { index, name, tag: common, schema }
        })
        .collect()
}

/// The properties that every alternative fixes to a different constant, with the constants. A
/// union of one alternative may have several of them.
pub fn tags<'a>(list: &[&'a Value]) -> impl Iterator<Item = (&'a str, Vec<&'a str>)> {
    let properties = list.first().and_then(|first| first.get("properties"));
    let names = properties.and_then(Value::as_object).into_iter().flatten();
    names.filter_map(|(name, _)| {
        let constants: Vec<&str> = list.iter().map(|schema| constant(schema, name)).collect::<Option<_>>()?;
        let different: HashSet<&str> = constants.iter().copied().collect();
        (different.len() == constants.len()).then_some((name.as_str(), constants))
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
