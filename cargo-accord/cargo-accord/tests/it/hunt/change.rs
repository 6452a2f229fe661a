//! The changes that people make to types.

use super::model::{Field, Struct, Type};
use super::random;
use crate::dice::Dice;

/// Changes a type somewhere.
pub fn change(kind: &mut Type, dice: &mut Dice) {
    if dice.one_in(12) {
        *kind = random::kind(dice, 1);
        return;
    }
    match kind {
        Type::Integer { low, high, .. } if dice.one_in(2) => {
            let fresh = random::integer(dice);
            if let Type::Integer { low: l, high: h, .. } = fresh {
                (*low, *high) = ((*low).max(l), (*high).min(h).max((*low).max(l)));
            }
        }
        Type::Integer { .. } => *kind = random::integer(dice),
        Type::Text { .. } => *kind = random::text(dice),
        Type::Flag => *kind = random::kind(dice, 0),
        Type::Maybe(inner) if dice.one_in(3) => *kind = (**inner).clone(),
        Type::Maybe(inner) | Type::Map(inner) | Type::Chain(inner) => inside(inner, dice),
        Type::List { of, least, most } => match dice.below(3) {
            0 => *least = dice.below(2),
            1 => *most = 1 + dice.below(3),
            _ => inside(of, dice),
        },
        Type::Struct(Struct { fields, deny, named }) => match dice.below(8) {
            0 => *deny = !*deny,
            1 => *named = !*named,
            _ => change_fields(fields, dice),
        },
        Type::Units { names, other } => match dice.one_in(4) {
            true => *other = !*other,
            false => {
                if let Type::Units { names: fresh, .. } = random::units(dice) {
                    *names = fresh;
                }
            }
        },
        Type::Tagged { variants, other } => match dice.below(4) {
            0 => *other = !*other,
            1 => {
                if let Type::Tagged { variants: fresh, .. } = random::tagged(dice, 1) {
                    replace(variants, fresh, dice);
                }
            }
            _ => {
                let index = dice.below(variants.len());
                change_fields(&mut variants[index].1, dice);
            }
        },
        Type::External(variants) => change_payloads(variants, dice),
        Type::Flattened { fields, variants, optional } => match dice.below(4) {
            0 => *optional = !*optional,
            1 => change_fields(fields, dice),
            _ => change_payloads(variants, dice),
        },
    }
}

/// An `Option` never holds another one.
fn inside(kind: &mut Type, dice: &mut Dice) {
    let before = kind.clone();
    change(kind, dice);
    if matches!(kind, Type::Maybe(_)) {
        *kind = before;
    }
}

fn change_payloads(variants: &mut Vec<(&'static str, Type)>, dice: &mut Dice) {
    match dice.one_in(2) {
        true => replace(variants, random::payloads(dice, 1), dice),
        false => {
            let index = dice.below(variants.len());
            change(&mut variants[index].1, dice);
        }
    }
}

/// Adds variants, or drops one.
fn replace<T>(variants: &mut Vec<(&'static str, T)>, fresh: Vec<(&'static str, T)>, dice: &mut Dice) {
    if variants.len() > 1 && dice.one_in(2) {
        variants.remove(dice.below(variants.len()));
        return;
    }
    for variant in fresh {
        if variants.iter().all(|(name, _)| *name != variant.0) {
            variants.push(variant);
        }
    }
}

fn change_fields(fields: &mut Vec<Field>, dice: &mut Dice) {
    let index = dice.below(fields.len());
    let aliased = fields.iter().any(|field| field.alias.is_some());
    match dice.below(8) {
        0 if fields.len() > 1 => drop(fields.remove(index)),
        1 | 2 => {
            let name = dice.pick(&random::NAMES);
            if fields.iter().all(|field| field.name != name) {
                let mut field = random::field(dice, name, 1);
                field.alias = field.alias.filter(|_| !aliased);
                fields.push(field);
            }
        }
        3 => fields[index].default = !fields[index].default,
        4 => fields[index].skip = !fields[index].skip,
        5 if !aliased => fields[index].alias = Some("former"),
        5 => fields[index].alias = None,
        6 => {
            let kind = fields[index].kind.clone();
            if !matches!(kind, Type::Maybe(_)) {
                fields[index].kind = Type::Maybe(Box::new(kind));
            }
        }
        _ => change(&mut fields[index].kind, dice),
    }
}
