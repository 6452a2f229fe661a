//! Expressions that describe single values.

use std::{collections::BTreeMap, sync::Arc};

use serde_json::Value;

use super::{
    equality,
    expr::{Expr, Id, Name, Properties, Values},
    kind::{Kind, Kinds},
};

/// The expression that holds of exactly these values; `add` puts one into an arena.
pub(crate) fn values(list: Vec<Value>, add: &mut dyn FnMut(Expr) -> Id) -> Id {
    let canonical = Arc::new(list.iter().map(equality::canonical).collect());
    let compound =
        list.iter().filter(|value| value.is_array() || value.is_object()).map(|value| exactly(value, add)).collect();
    add(Expr::Values(Values { list, canonical, compound }))
}

/// The expression that describes one value by its parts, so that it can be denied.
fn exactly(value: &Value, add: &mut dyn FnMut(Expr) -> Id) -> Id {
    let nothing = add(Expr::Kinds(Kinds::NONE));
    let parts = match value {
        Value::Array(items) => {
            let prefix = items.iter().map(|item| exactly(item, add)).collect();
            vec![
                Expr::Kinds(Kinds::only(Kind::Array)),
                Expr::Items { prefix, rest: Some(nothing) },
                Expr::MinItems(items.len() as u64),
            ]
        }
        Value::Object(members) => {
            let mut named = BTreeMap::<Name, Id>::new();
            for (key, member) in members {
                named.insert(key.as_str().into(), exactly(member, add));
            }
            let required = named.keys().cloned().collect();
            vec![
                Expr::Kinds(Kinds::only(Kind::Object)),
                Expr::Properties(Properties { named, patterns: Vec::new(), rest: Some(nothing) }),
                Expr::Required(required),
            ]
        }
        scalar => return values(vec![scalar.clone()], add),
    };
    let parts = parts.into_iter().map(&mut *add).collect();
    add(Expr::And(parts))
}
