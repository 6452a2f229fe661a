//! What serde and garde write, and what they read.

use serde_json::{Map, Value, json};

use super::model::{Field, Struct, Type};
use crate::dice::Dice;

impl Type {
    /// A document that the type writes; beyond `depth` what can be left out is.
    pub fn write(&self, dice: &mut Dice, depth: usize) -> Value {
        match self {
            Self::Integer { low, high, .. } => {
                let between = low.saturating_add(dice.below(60) as i64).min(*high);
                json!(dice.pick(&[*low, *high, between]))
            }
            Self::Text { shortest, longest, letters } => {
                let length = dice.pick(&[*shortest, *longest]);
                let letters: Vec<char> = letters.unwrap_or("acx é").chars().collect();
                json!((0..length).map(|_| dice.pick(&letters)).collect::<String>())
            }
            Self::Flag => json!(dice.one_in(2)),
            Self::Maybe(_) if depth == 0 || dice.one_in(3) => Value::Null,
            Self::Maybe(inner) => inner.write(dice, depth),
            Self::List { of, least, most } => {
                let length = dice.pick(&[*least, *most]);
                (0..length).map(|_| of.write(dice, depth.saturating_sub(1))).collect()
            }
            Self::Map(of) => {
                let names = dice.pick(&[&[][..], &["x"][..], &["id", "y"][..]]);
                let entry = |name: &&str| {
                    let value = of.write(dice, depth.saturating_sub(1));
                    ((*name).to_owned(), value)
                };
                Value::Object(names.iter().map(entry).collect())
            }
            Self::Struct(inner) => Value::Object(write_fields(&inner.fields, dice, depth)),
            Self::Units { names, .. } => json!(dice.pick(names)),
            Self::Tagged { variants, .. } => {
                let (name, fields) = dice.pick(variants);
                let mut object = write_fields(&fields, dice, depth);
                object.insert("kind".to_owned(), json!(name));
                Value::Object(object)
            }
            Self::External(variants) => {
                let (name, payload) = dice.pick(variants);
                json!({ name: payload.write(dice, depth.saturating_sub(1)) })
            }
            Self::Flattened { fields, variants, optional } => {
                let mut object = write_fields(fields, dice, depth);
                if !optional || dice.one_in(2) {
                    let (name, payload) = dice.pick(variants);
                    let value = payload.write(dice, depth.saturating_sub(1));
                    object.insert(name.to_owned(), value);
                }
                Value::Object(object)
            }
            Self::Chain(value) => {
                let next = match depth == 0 || dice.one_in(2) {
                    true => Value::Null,
                    false => self.write(dice, depth - 1),
                };
                json!({ "value": value.write(dice, depth.saturating_sub(1)), "next": next })
            }
        }
    }

    /// Whether the type reads a document, or may have `written` it.
    pub fn takes(&self, document: &Value, written: bool) -> bool {
        match (self, document) {
            (Self::Maybe(_), Value::Null) => true,
            (Self::Maybe(inner), document) => inner.takes(document, written),
            (Self::Integer { low, high, .. }, Value::Number(number)) => {
                number.as_i64().is_some_and(|number| (*low..=*high).contains(&number))
            }
            (Self::Text { shortest, longest, letters }, Value::String(text)) => {
                (*shortest..=*longest).contains(&text.chars().count())
                    && letters.is_none_or(|letters| text.chars().all(|c| letters.contains(c)))
            }
            (Self::Flag, Value::Bool(_)) => true,
            (Self::List { of, least, most }, Value::Array(items)) => {
                (*least..=*most).contains(&items.len()) && items.iter().all(|item| of.takes(item, written))
            }
            (Self::Map(of), Value::Object(map)) => map.values().all(|value| of.takes(value, written)),
            (Self::Units { names, other }, Value::String(text)) => {
                names.contains(&text.as_str()) || (*other && !written)
            }
            (Self::Struct(inner), Value::Object(map)) => {
                let closed = written || inner.deny;
                let Struct { fields, .. } = inner;
                take_fields(fields, map, written) && (!closed || map.keys().all(|key| is_known(fields, key, written)))
            }
            (Self::Tagged { variants, other }, Value::Object(map)) => {
                let Some(Value::String(kind)) = map.get("kind") else {
                    return false;
                };
                match variants.iter().find(|(name, _)| name == kind) {
                    Some((_, fields)) => {
                        let known = |key: &String| key == "kind" || is_known(fields, key, written);
                        take_fields(fields, map, written) && (!written || map.keys().all(known))
                    }
                    None => *other && !written,
                }
            }
            (Self::External(variants), Value::Object(map)) => {
                take_one(variants, map, written) && (!written || map.len() == 1)
            }
            (Self::Flattened { fields, variants, optional }, Value::Object(map)) => {
                let is_variant = |key: &str| variants.iter().any(|(name, _)| *name == key);
                let chosen = map.keys().filter(|key| is_variant(key)).count();
                let known = |key: &String| is_variant(key) || is_known(fields, key, written);
                take_fields(fields, map, written)
                    && match written {
                        true => {
                            map.keys().all(known)
                                && (chosen == 1 && take_one(variants, map, written) || chosen == 0 && *optional)
                        }
                        // What is no variant is none, and `None` is read then.
                        false => *optional || take_one(variants, map, written),
                    }
            }
            (Self::Chain(value), Value::Object(map)) => {
                let next = match map.get("next") {
                    None => !written,
                    Some(Value::Null) => true,
                    Some(next) => self.takes(next, written),
                };
                let known = |key: &String| key == "next" || key == "value";
                next && map.get("value").is_some_and(|inner| value.takes(inner, written))
                    && (!written || map.keys().all(known))
            }
            _ => false,
        }
    }
}

fn write_fields(fields: &[Field], dice: &mut Dice, depth: usize) -> Map<String, Value> {
    let mut object = Map::new();
    for field in fields {
        let value = field.kind.write(dice, depth.saturating_sub(1));
        if !(value.is_null() && field.optional(true)) {
            object.insert(field.name.to_owned(), value);
        }
    }
    object
}

fn take_fields(fields: &[Field], map: &Map<String, Value>, written: bool) -> bool {
    fields.iter().all(|field| {
        let other = field.alias.filter(|_| !written).and_then(|alias| map.get(alias));
        match (map.get(field.name), other) {
            // Serde calls it a duplicate field.
            (Some(_), Some(_)) => false,
            (Some(value), None) | (None, Some(value)) => field.kind.takes(value, written),
            (None, None) => field.optional(written),
        }
    })
}

fn is_known(fields: &[Field], key: &str, written: bool) -> bool {
    let aliased = |field: &Field| !written && field.alias == Some(key);
    fields.iter().any(|field| field.name == key || aliased(field))
}

/// Exactly one of the variants is there, and its payload is taken.
fn take_one(variants: &[(&'static str, Type)], map: &Map<String, Value>, written: bool) -> bool {
    let taken =
        variants.iter().filter(|(name, payload)| map.get(*name).is_some_and(|value| payload.takes(value, written)));
    taken.count() == 1
}
