//! The places of a document that have a name.

use std::collections::HashMap;

use serde_json::Value;

use super::reference::join;

/// Values within values: a schema within a schema is at most three of them deeper.
const MAX_DEPTH: usize = 390;

/// Identifiers and anchors, and the pointers they stand for.
#[derive(Debug, Default)]
pub(super) struct Resources {
    pub(super) by_uri: HashMap<String, String>,
    pub(super) anchors: HashMap<(String, String), String>,
    /// How often each dynamic anchor is defined.
    pub(super) dynamic: HashMap<String, usize>,
}

/// Keywords whose value is a schema, or in older spellings a list of schemas.
const SCHEMAS: [&str; 16] = [
    "additionalItems",
    "additionalProperties",
    "allOf",
    "anyOf",
    "contains",
    "contentSchema",
    "else",
    "if",
    "items",
    "not",
    "oneOf",
    "prefixItems",
    "propertyNames",
    "then",
    "unevaluatedItems",
    "unevaluatedProperties",
];

impl Resources {
    pub(super) fn of(document: &Value) -> Self {
        let mut resources = Self::default();
        resources.by_uri.insert(String::new(), String::new());
        if has_names(document, 0) {
            resources.schema(document, &mut String::new(), "", 0);
        }
        resources
    }

    fn schema(&mut self, value: &Value, pointer: &mut String, base: &str, depth: usize) {
        // The parser reports a document that is nested this deeply.
        if depth > MAX_DEPTH {
            return;
        }
        let Value::Object(keywords) = value else {
            return;
        };
        let mut base = base;
        let own;
        if let Some(Value::String(id)) = keywords.get("$id") {
            own = join(base, id);
            base = &own;
            self.by_uri.entry(own.clone()).or_insert_with(|| pointer.clone());
        }
        for keyword in ["$anchor", "$dynamicAnchor"] {
            if let Some(Value::String(name)) = keywords.get(keyword) {
                self.anchors.entry((base.to_owned(), name.clone())).or_insert_with(|| pointer.clone());
                if keyword == "$dynamicAnchor" {
                    *self.dynamic.entry(name.clone()).or_default() += 1;
                }
            }
        }
        for (keyword, value) in keywords {
            let by_name = matches!(
                keyword.as_str(),
                "$defs" | "definitions" | "dependencies" | "dependentSchemas" | "patternProperties" | "properties"
            );
            if !by_name && !SCHEMAS.contains(&keyword.as_str()) {
                continue;
            }
            within(pointer, keyword, |pointer| match value {
                Value::Object(members) if by_name => {
                    for (name, member) in members {
                        within(pointer, name, |pointer| {
                            self.schema(member, pointer, base, depth + 1);
                        });
                    }
                }
                Value::Array(members) => {
                    for (index, member) in members.iter().enumerate() {
                        within(pointer, &index.to_string(), |pointer| {
                            self.schema(member, pointer, base, depth + 1);
                        });
                    }
                }
                value => self.schema(value, pointer, base, depth + 1),
            });
        }
    }
}

/// Whether any place may have a name; most documents have none.
fn has_names(value: &Value, depth: usize) -> bool {
    if depth > MAX_DEPTH {
        return true;
    }
    match value {
        Value::Object(members) => members.iter().any(|(key, member)| {
            matches!(key.as_str(), "$id" | "$anchor" | "$dynamicAnchor") || has_names(member, depth + 1)
        }),
        Value::Array(items) => items.iter().any(|item| has_names(item, depth + 1)),
        _ => false,
    }
}

fn within(pointer: &mut String, token: &str, visit: impl FnOnce(&mut String)) {
    let mark = pointer.len();
    crate::pointer::push(pointer, token);
    visit(pointer);
    pointer.truncate(mark);
}
