//! The places of a document that have a name of their own.

use std::collections::HashMap;

use serde_json::Value;

use super::reference::join;

/// Identifiers and anchors, and the pointers they stand for.
#[derive(Debug, Default)]
pub(super) struct Resources {
    pub(super) by_uri: HashMap<String, String>,
    pub(super) anchors: HashMap<(String, String), String>,
    /// How often each dynamic anchor is defined.
    pub(super) dynamic: HashMap<String, usize>,
}

/// Keywords whose value is data and not a schema.
const DATA: [&str; 4] = ["const", "enum", "default", "examples"];

impl Resources {
    pub(super) fn of(document: &Value) -> Self {
        let mut resources = Self::default();
        resources.by_uri.insert(String::new(), String::new());
        resources.collect(document, &mut String::new(), "", 0);
        resources
    }

    fn collect(&mut self, value: &Value, pointer: &mut String, base: &str, depth: usize) {
        // The parser reports a document that is nested this deeply.
        if depth > 3 * super::MAX_DEPTH {
            return;
        }
        match value {
            Value::Object(members) => {
                let mut base = base;
                let own;
                if let Some(Value::String(id)) = members.get("$id") {
                    own = join(base, id);
                    base = &own;
                    self.by_uri
                        .entry(own.clone())
                        .or_insert_with(|| pointer.clone());
                }
                for keyword in ["$anchor", "$dynamicAnchor"] {
                    if let Some(Value::String(name)) = members.get(keyword) {
                        self.anchors
                            .entry((base.to_owned(), name.clone()))
                            .or_insert_with(|| pointer.clone());
                        if keyword == "$dynamicAnchor" {
                            *self.dynamic.entry(name.clone()).or_default() += 1;
                        }
                    }
                }
                for (key, member) in members {
                    if DATA.contains(&key.as_str()) || !(member.is_object() || member.is_array()) {
                        continue;
                    }
                    let mark = pointer.len();
                    pointer.push('/');
                    pointer.push_str(&key.replace('~', "~0").replace('/', "~1"));
                    self.collect(member, pointer, base, depth + 1);
                    pointer.truncate(mark);
                }
            }
            Value::Array(items) => {
                for (index, item) in items.iter().enumerate() {
                    let mark = pointer.len();
                    pointer.push('/');
                    pointer.push_str(&index.to_string());
                    self.collect(item, pointer, base, depth + 1);
                    pointer.truncate(mark);
                }
            }
            _ => {}
        }
    }
}
