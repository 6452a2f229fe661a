//! Whether a literal holds of one value.

use serde_json::Value;

use super::{Engine, outcome::Undecided};
use crate::{
    decimal, equality,
    expr::{Bound, Expr, Id, Literal, Properties},
    format,
    kind::Kind,
    pattern::Pattern,
};

type Truth = Result<bool, Undecided>;

/// All must hold; an undecided one does not matter when another one fails.
fn all(mut truths: impl Iterator<Item = Truth>) -> Truth {
    let mut undecided = None;
    for truth in &mut truths {
        match truth {
            Ok(true) => {}
            Ok(false) => return Ok(false),
            Err(why) => undecided = Some(why),
        }
    }
    undecided.map_or(Ok(true), Err)
}

impl Engine<'_> {
    /// Whether all literals hold of the value.
    pub(super) fn all_hold(&mut self, literals: &[Literal], value: &Value) -> Truth {
        all(literals.iter().map(|literal| self.holds(*literal, value)))
    }

    /// Whether a literal holds of the value.
    pub(crate) fn holds(&mut self, literal: Literal, value: &Value) -> Truth {
        Ok(self.truth(literal.id, value)? == literal.holds)
    }

    fn truth(&mut self, id: Id, value: &Value) -> Truth {
        self.spend_little()?;
        self.deeper(|engine| engine.truth_here(id, value))
    }

    fn truth_here(&mut self, id: Id, value: &Value) -> Truth {
        let expr = self.expr(id);
        match &*expr {
            Expr::And(members) => all(members.iter().map(|id| self.truth(*id, value))),
            Expr::AnyOf(members) => {
                let none = all(members.iter().map(|id| self.truth(*id, value).map(|truth| !truth)));
                none.map(|none| !none)
            }
            Expr::OneOf(members) => self.exactly_one(members, value),
            Expr::Not(inner) => self.truth(*inner, value).map(|truth| !truth),
            Expr::Conditional { condition, then, otherwise } => {
                let branch = if self.truth(*condition, value)? { then } else { otherwise };
                branch.map_or(Ok(true), |id| self.truth(id, value))
            }
            Expr::Ref(target) => self.truth(*target, value),
            Expr::Cases(cases) => {
                let none = all(cases.iter().map(|case| {
                    let conditions = self.all_hold(&case.conditions, value)?;
                    Ok(!(conditions && self.truth(case.then, value)?))
                }));
                none.map(|none| !none)
            }
            Expr::WithFormats(inner) if self.formats => self.truth(*inner, value),
            Expr::WithFormats(_) => Ok(true),
            Expr::Kinds(kinds) => Ok(kinds.has(Kind::of(value))),
            Expr::Values(values) => Ok(values.canonical.contains(&equality::canonical(value))),
            Expr::Opaque { keyword, reason } => Err(Undecided::new(keyword, reason.as_str())),
            Expr::Reserved => Err(Undecided::new("$ref", "a reference was not filled in")),
            expr => match value {
                Value::Number(number) => number_truth(expr, number),
                Value::String(text) => string_truth(expr, text),
                Value::Array(items) => self.array_truth(expr, items),
                Value::Object(members) => self.object_truth(expr, members, value),
                Value::Null | Value::Bool(_) => Ok(true),
            },
        }
    }

    fn exactly_one(&mut self, members: &[Id], value: &Value) -> Truth {
        let mut held = 0;
        let mut undecided = None;
        for member in members {
            match self.truth(*member, value) {
                Ok(true) => held += 1,
                Ok(false) => {}
                Err(why) => undecided = Some(why),
            }
        }
        match undecided {
            Some(undecided) if held < 2 => Err(undecided),
            _ => Ok(held == 1),
        }
    }

    fn array_truth(&mut self, expr: &Expr, items: &[Value]) -> Truth {
        let length = items.len() as u64;
        match expr {
            Expr::Items { prefix, rest } => all(items.iter().enumerate().map(|(index, item)| {
                let id = prefix.get(index).or(rest.as_ref());
                id.map_or(Ok(true), |id| self.truth(*id, item))
            })),
            Expr::MinItems(least) => Ok(length >= *least),
            Expr::MaxItems(most) => Ok(length <= *most),
            Expr::Unique => {
                let mut texts: Vec<_> = items.iter().map(equality::canonical).collect();
                texts.sort_unstable();
                Ok(texts.windows(2).all(|pair| pair[0] != pair[1]))
            }
            Expr::Contains { item, min, max } => {
                let mut held = 0;
                for value in items {
                    held += u64::from(self.truth(*item, value)?);
                }
                Ok(held >= *min && max.is_none_or(|max| held <= max))
            }
            _ => Ok(true),
        }
    }

    fn object_truth(&mut self, expr: &Expr, members: &serde_json::Map<String, Value>, whole: &Value) -> Truth {
        let count = members.len() as u64;
        match expr {
            Expr::Properties(properties) => all(members.iter().map(|(key, value)| {
                let ids = matching(properties, key)?;
                all(ids.into_iter().map(|id| self.truth(id, value)))
            })),
            Expr::Required(names) => Ok(names.iter().all(|name| members.contains_key(&**name))),
            Expr::PropertyNames(names) => {
                all(members.keys().map(|key| self.truth(*names, &Value::String(key.clone()))))
            }
            Expr::MinProperties(least) => Ok(count >= *least),
            Expr::MaxProperties(most) => Ok(count <= *most),
            Expr::Dependent(name, then) if members.contains_key(&**name) => self.truth(*then, whole),
            _ => Ok(true),
        }
    }
}

/// The expressions that a property of this name has to follow.
pub(super) fn matching(properties: &Properties, name: &str) -> Result<Vec<Id>, Undecided> {
    let mut ids: Vec<Id> = properties.named.get(name).copied().into_iter().collect();
    for (pattern, id) in &properties.patterns {
        if names_property(pattern, name)? {
            ids.push(*id);
        }
    }
    if ids.is_empty() {
        ids.extend(properties.rest);
    }
    Ok(ids)
}

/// Whether a pattern of `patternProperties` is about a property.
pub(super) fn names_property(pattern: &Pattern, name: &str) -> Truth {
    pattern.matches(name).ok_or_else(|| Undecided::unsupported("patternProperties", pattern))
}

fn number_truth(expr: &Expr, number: &serde_json::Number) -> Truth {
    if !matches!(expr, Expr::Integer | Expr::Minimum(..) | Expr::Maximum(..) | Expr::MultipleOf(_)) {
        return Ok(true);
    }
    let Some(value) = decimal::exact(number) else {
        let reason = format!("{number} has too many digits");
        return Err(Undecided::new("const", reason));
    };
    Ok(match expr {
        Expr::Integer => value.is_integer(),
        Expr::Minimum(bound, Bound::Inclusive) => value >= *bound,
        Expr::Minimum(bound, Bound::Exclusive) => value > *bound,
        Expr::Maximum(bound, Bound::Inclusive) => value <= *bound,
        Expr::Maximum(bound, Bound::Exclusive) => value < *bound,
        Expr::MultipleOf(step) => decimal::is_multiple(&value, step),
        _ => true,
    })
}

fn string_truth(expr: &Expr, text: &str) -> Truth {
    let length = || text.chars().count() as u64;
    match expr {
        Expr::MinLength(least) => Ok(length() >= *least),
        Expr::MaxLength(most) => Ok(length() <= *most),
        Expr::Pattern(pattern) => pattern.matches(text).ok_or_else(|| Undecided::unsupported("pattern", pattern)),
        Expr::Format(name) if format::samples(name).contains(&text) => Ok(true),
        Expr::Format(name) if format::surely_not(name, text) => Ok(false),
        Expr::Format(name) => {
            let reason = format!("whether {text:?} is of format {name:?} is up to the reader");
            Err(Undecided::new("format", reason))
        }
        _ => Ok(true),
    }
}
