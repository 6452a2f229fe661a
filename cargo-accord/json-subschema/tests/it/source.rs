//! Schemas and documents from a seed, from a vocabulary so small that they often meet.

use serde_json::{Map, Value, json};

use crate::dice::Dice;

/// A source of schemas and documents.
pub struct Source(Dice);

impl Source {
    pub fn new(seed: u64) -> Self {
        Self(Dice::new(seed))
    }

    fn name(&mut self) -> &'static str {
        self.0.pick(&["a", "b", "c", "ab"])
    }

    fn pattern(&mut self) -> &'static str {
        self.0.pick(&["^a", "b$", "^[a-c]+$", "^a?b?$", "a|b", "^(ab)*$", "^.{2}$", "[^a]", "^\\d+$", ""])
    }

    fn number(&mut self) -> Value {
        self.0.pick(&[
            json!(-2),
            json!(-1),
            json!(0),
            json!(0.5),
            json!(1),
            json!(1.0),
            json!(1.5),
            json!(2),
            json!(3),
            json!(4),
            json!(6),
            json!(10),
        ])
    }

    fn count(&mut self) -> Value {
        self.0.pick(&[json!(0), json!(1), json!(1), json!(2), json!(2), json!(3)])
    }

    /// A document of at most `depth` levels.
    pub fn document(&mut self, depth: usize) -> Value {
        let kinds = if depth == 0 { 4 } else { 7 };
        match self.0.below(kinds) {
            0 => Value::Null,
            1 => json!(self.0.one_in(2)),
            2 => self.number(),
            3 => json!(self.0.pick(&["", "a", "b", "ab", "c", "abc", "1", "é", "aa"])),
            4 => {
                let length = self.0.below(4);
                (0..length).map(|_| self.document(depth - 1)).collect()
            }
            _ => {
                let length = self.0.below(4);
                let mut members = Map::new();
                for _ in 0..length {
                    members.insert(self.name().to_owned(), self.document(depth - 1));
                }
                members.into()
            }
        }
    }

    /// A document that differs from another one in one place.
    pub fn variation(&mut self, document: &Value) -> Value {
        match document {
            Value::Array(items) if !self.0.one_in(4) => {
                let mut items = items.clone();
                match self.0.below(3) {
                    0 => items.push(self.document(1)),
                    1 if !items.is_empty() => {
                        let index = self.0.below(items.len());
                        items.remove(index);
                    }
                    _ if !items.is_empty() => {
                        let index = self.0.below(items.len());
                        items[index] = self.variation(&items[index]);
                    }
                    _ => {}
                }
                items.into()
            }
            Value::Object(members) if !self.0.one_in(4) => {
                let mut members = members.clone();
                let keys: Vec<String> = members.keys().cloned().collect();
                match self.0.below(3) {
                    0 => {
                        members.insert(self.name().to_owned(), self.document(1));
                    }
                    1 if !keys.is_empty() => {
                        members.remove(&self.0.pick(&keys));
                    }
                    _ if !keys.is_empty() => {
                        let key = self.0.pick(&keys);
                        let value = self.variation(&members[&key]);
                        members.insert(key, value);
                    }
                    _ => {}
                }
                members.into()
            }
            _ => self.document(2),
        }
    }

    /// A whole schema document, now and then with definitions that refer to each other.
    pub fn schema(&mut self) -> Value {
        let depth = 1 + self.0.below(3);
        if self.0.one_in(4) {
            let mut schema = self.object_schema(depth, true);
            let definitions = json!({
                "x": self.guarded(),
                "y": self.sub(1, true),
            });
            schema["$defs"] = definitions;
            return schema;
        }
        self.sub(depth, false)
    }

    /// A definition that refers to others only from within a property or an item, so that no
    /// reference leads back to itself.
    fn guarded(&mut self) -> Value {
        let inner = self.sub(0, true);
        match self.0.below(3) {
            0 => {
                json!({"type": ["object", "null"], "properties": {self.name(): inner}, "required": [self.name()]})
            }
            1 => json!({"type": ["array", "string"], "items": inner, "minItems": self.0.below(2)}),
            _ => json!({"type": "object", "additionalProperties": inner}),
        }
    }

    fn sub(&mut self, depth: usize, references: bool) -> Value {
        if self.0.one_in(12) {
            return self.0.pick(&[json!(true), json!(false), json!({}), json!({"not": {}})]);
        }
        if references && self.0.one_in(3) {
            return json!({"$ref": "#/$defs/x"});
        }
        self.object_schema(depth, references)
    }

    fn object_schema(&mut self, depth: usize, references: bool) -> Value {
        let mut schema = Map::new();
        for _ in 0..=self.0.below(3) {
            self.keyword(&mut schema, depth, references);
        }
        schema.into()
    }

    fn list(&mut self, depth: usize, references: bool) -> Value {
        let length = 1 + self.0.below(3);
        (0..length).map(|_| self.sub(depth - 1, references)).collect()
    }

    fn names(&mut self) -> Value {
        let length = self.0.below(3);
        let mut names: Vec<_> = (0..length).map(|_| self.name()).collect();
        names.sort_unstable();
        names.dedup();
        json!(names)
    }

    fn keyword(&mut self, schema: &mut Map<String, Value>, depth: usize, references: bool) {
        let choices = if depth == 0 { 17 } else { 40 };
        let (keyword, value) = match self.0.below(choices) {
            0..=3 => ("type", self.kinds()),
            4 => ("const", self.document(1)),
            5 => {
                let length = 1 + self.0.below(3);
                ("enum", (0..length).map(|_| self.document(1)).collect())
            }
            6 => ("minimum", self.number()),
            7 => ("maximum", self.number()),
            8 => ("exclusiveMinimum", self.number()),
            9 => ("exclusiveMaximum", self.number()),
            10 => ("multipleOf", self.0.pick(&[json!(1), json!(2), json!(3), json!(0.5), json!(1.5)])),
            11 => ("minLength", self.count()),
            12 => ("maxLength", self.count()),
            13 => ("pattern", json!(self.pattern())),
            14 => ("required", self.names()),
            15 => ("minItems", self.count()),
            16 => ("maxProperties", self.count()),
            17 => ("maxItems", self.count()),
            18 => ("minProperties", self.count()),
            19 => ("uniqueItems", json!(true)),
            20 => ("items", self.sub(depth - 1, references)),
            21 => ("prefixItems", self.list(depth, references)),
            22 | 23 => {
                schema.insert("minContains".to_owned(), self.count());
                if self.0.one_in(2) {
                    schema.insert("maxContains".to_owned(), self.count());
                }
                ("contains", self.sub(depth - 1, references))
            }
            24..=26 => {
                let mut members = Map::new();
                for _ in 0..=self.0.below(3) {
                    members.insert(self.name().to_owned(), self.sub(depth - 1, references));
                }
                ("properties", members.into())
            }
            27 => ("patternProperties", json!({self.pattern(): self.sub(depth - 1, references)})),
            28 => ("additionalProperties", self.sub(depth - 1, references)),
            29 => ("propertyNames", self.sub(depth - 1, references)),
            30 => ("dependentRequired", json!({self.name(): self.names()})),
            31 => ("dependentSchemas", json!({self.name(): self.sub(depth - 1, false)})),
            32 => ("allOf", self.list(depth, false)),
            33 => ("anyOf", self.list(depth, false)),
            34 | 35 => ("oneOf", self.list(depth, false)),
            36 => ("not", self.sub(depth - 1, false)),
            37 => {
                for branch in ["then", "else"] {
                    if !self.0.one_in(3) {
                        schema.insert(branch.to_owned(), self.sub(depth - 1, false));
                    }
                }
                ("if", self.sub(depth - 1, false))
            }
            38 => ("unevaluatedProperties", self.sub(depth - 1, references)),
            _ => ("unevaluatedItems", self.sub(depth - 1, references)),
        };
        schema.insert(keyword.to_owned(), value);
    }

    fn kinds(&mut self) -> Value {
        let kinds = ["object", "array", "string", "integer", "number", "null", "boolean"];
        if self.0.one_in(4) {
            let mut both = vec![self.0.pick(&kinds), self.0.pick(&kinds)];
            both.sort_unstable();
            both.dedup();
            json!(both)
        } else {
            json!(self.0.pick(&kinds))
        }
    }

    /// A schema that differs from another one in one place.
    pub fn revision(&mut self, schema: &Value) -> Value {
        let Value::Object(keywords) = schema else {
            return self.sub(1, false);
        };
        let mut keywords = keywords.clone();
        let keys: Vec<String> = keywords.keys().filter(|key| *key != "$defs").cloned().collect();
        match self.0.below(4) {
            0 => self.keyword(&mut keywords, 1, false),
            1 if !keys.is_empty() => {
                keywords.remove(&self.0.pick(&keys));
            }
            _ if !keys.is_empty() => {
                let key = self.0.pick(&keys);
                let value = self.revised(&key, &keywords[&key]);
                keywords.insert(key, value);
            }
            _ => self.keyword(&mut keywords, 1, false),
        }
        keywords.into()
    }

    fn revised(&mut self, keyword: &str, value: &Value) -> Value {
        match (keyword, value) {
            ("properties" | "patternProperties" | "dependentSchemas", Value::Object(members)) => {
                let keys: Vec<String> = members.keys().cloned().collect();
                let mut members = members.clone();
                if let Some(key) = (!keys.is_empty()).then(|| self.0.pick(&keys)) {
                    let value = self.revision(&members[&key]);
                    members.insert(key, value);
                }
                members.into()
            }
            ("allOf" | "anyOf" | "oneOf" | "prefixItems", Value::Array(members)) => {
                let mut members = members.clone();
                let index = self.0.below(members.len());
                if members.len() > 1 && self.0.one_in(3) {
                    members.remove(index);
                } else {
                    members[index] = self.revision(&members[index]);
                }
                members.into()
            }
            (
                "items"
                | "not"
                | "if"
                | "then"
                | "else"
                | "contains"
                | "additionalProperties"
                | "propertyNames"
                | "unevaluatedItems"
                | "unevaluatedProperties",
                schema,
            ) => self.revision(schema),
            ("minimum" | "maximum" | "exclusiveMinimum" | "exclusiveMaximum", _) => self.number(),
            ("type", _) => self.kinds(),
            ("pattern", _) => json!(self.pattern()),
            ("const", document) => self.variation(document),
            ("required", _) => self.names(),
            ("minItems" | "maxItems" | "minLength" | "maxLength", _) => self.count(),
            ("minProperties" | "maxProperties" | "minContains" | "maxContains", _) => self.count(),
            (_, value) => value.clone(),
        }
    }
}
