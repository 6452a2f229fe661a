//! A schema and where it stands.

use serde_json::{Map, Value};

use crate::schema::{ALIAS, CUSTOM, canonical, escape, target};

/// A schema inside a document.
#[derive(Debug, Clone)]
pub struct Node<'a> {
    /// The document.
    pub root: &'a Value,
    /// Pointer to the schema.
    pub at: String,
    /// The schema.
    pub schema: &'a Value,
}

/// Keywords beside a `$ref` that do not change which documents it takes.
const BESIDE: [&str; 4] = ["default", "deprecated", ALIAS, CUSTOM];

impl<'a> Node<'a> {
    /// The whole document.
    pub fn root(root: &'a Value) -> Self {
        Self { root, at: String::new(), schema: root }
    }

    /// A schema directly inside this one.
    pub fn inner(&self, steps: &str) -> Option<Self> {
        Some(Self { root: self.root, at: format!("{}{steps}", self.at), schema: self.schema.pointer(steps)? })
    }

    /// The schema of a field.
    pub fn field(&self, name: &str) -> Option<Self> {
        self.inner(&format!("/properties/{}", escape(name)))
    }

    /// What a plain reference leads to, or the schema itself.
    pub fn resolved(&self) -> Self {
        let mut node = self.clone();
        // A chain of references longer than this is a circle.
        for _ in 0..64 {
            let Some((reference, rest)) = node.reference() else {
                break;
            };
            if !rest {
                break;
            }
            let Some((at, schema)) = target(self.root, reference) else {
                break;
            };
            node = Self { root: self.root, at, schema };
        }
        node
    }

    /// The reference here, and whether nothing else constrains the document.
    fn reference(&self) -> Option<(&'a str, bool)> {
        let map = self.map()?;
        let reference = map.get("$ref")?.as_str()?;
        let plain = map.keys().all(|key| key.starts_with('$') || BESIDE.contains(&key.as_str()));
        Some((reference, plain))
    }

    /// The keywords.
    pub fn map(&self) -> Option<&'a Map<String, Value>> {
        self.schema.as_object()
    }

    /// The value of a keyword.
    pub fn get(&self, keyword: &str) -> Option<&'a Value> {
        self.schema.get(keyword)
    }

    /// The elements of a keyword that holds a list.
    pub fn list(&self, keyword: &str) -> &'a [Value] {
        self.get(keyword).and_then(Value::as_array).map_or(&[], Vec::as_slice)
    }

    /// Whether a name stands in `required`.
    pub fn requires(&self, name: &str) -> bool {
        self.list("required").iter().any(|entry| entry == name)
    }

    /// The kinds of value taken, without `null`; nothing when any kind is.
    pub fn kinds(&self) -> Option<Vec<&'a str>> {
        let kinds = match self.get("type") {
            Some(Value::String(one)) => vec![one.as_str()],
            Some(Value::Array(many)) => many.iter().filter_map(Value::as_str).collect(),
            _ => {
                let mut kinds: Vec<_> = self.list("enum").iter().map(kind_of).collect();
                kinds.sort_unstable();
                kinds.dedup();
                kinds
            }
        };
        let kinds: Vec<_> = kinds.into_iter().filter(|kind| *kind != "null").collect();
        (!kinds.is_empty()).then_some(kinds)
    }

    /// The schema as a separate document, for comparing across documents.
    pub fn alone(&self) -> Value {
        standalone(self.root, self.schema)
    }
}

fn kind_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(_) => "number",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    }
}

/// A schema of `root` as a separate, canonical document.
#[must_use]
pub fn standalone(root: &Value, schema: &Value) -> Value {
    let mut document = schema.clone();
    if let (Value::Object(map), Some(definitions)) = (&mut document, root.get("$defs")) {
        map.insert("$defs".to_owned(), definitions.clone());
    }
    canonical(&document)
}
