//! Random types, from so few names and numbers that two of them often meet.

use super::model::{Field, Struct, Type};
use crate::dice::Dice;

pub const NAMES: [&str; 4] = ["id", "note", "size", "tags"];
pub const VARIANTS: [&str; 4] = ["Card", "Cash", "Gift", "Wire"];

/// A type that travels: mostly a struct.
pub fn top(dice: &mut Dice) -> Type {
    match dice.below(8) {
        0 => tagged(dice, 2),
        1 => external(dice, 2),
        2 => flattened(dice, 2),
        _ => structure(dice, 3),
    }
}

pub fn kind(dice: &mut Dice, depth: usize) -> Type {
    match dice.below(if depth == 0 { 4 } else { 13 }) {
        0 => integer(dice),
        1 => text(dice),
        2 => Type::Flag,
        3 => units(dice),
        4 | 5 => maybe(kind(dice, depth - 1)),
        6 => Type::List { least: dice.below(2), most: 1 + dice.below(3), of: Box::new(kind(dice, depth - 1)) },
        7 => Type::Map(Box::new(kind(dice, depth - 1))),
        8 => tagged(dice, depth - 1),
        9 => external(dice, depth - 1),
        10 => flattened(dice, depth - 1),
        11 => Type::Chain(Box::new(kind(dice, depth - 1))),
        _ => structure(dice, depth),
    }
}

fn maybe(kind: Type) -> Type {
    match kind {
        Type::Maybe(_) => kind,
        kind => Type::Maybe(Box::new(kind)),
    }
}

pub fn integer(dice: &mut Dice) -> Type {
    let (format, bottom, top) = dice.pick(&[
        ("uint8", 0, 255),
        ("uint32", 0, 4_294_967_295),
        ("int32", -2_147_483_648, 2_147_483_647),
        ("int64", i64::MIN, i64::MAX),
    ]);
    Type::Integer { format, low: dice.pick(&[bottom, 0, 1]), high: dice.pick(&[top, 10, 50]) }
}

pub fn text(dice: &mut Dice) -> Type {
    Type::Text {
        shortest: dice.below(3),
        longest: 2 + dice.below(3),
        letters: dice.pick(&[None, Some("ab"), Some("abc")]),
    }
}

pub fn units(dice: &mut Dice) -> Type {
    // With one name it could be taken for the tag of a union with one variant.
    let mut names = dice.some(&["new", "paid", "void"]);
    if names.len() == 1 {
        names.push("late");
    }
    Type::Units { names, other: dice.one_in(4) }
}

pub fn field(dice: &mut Dice, name: &'static str, depth: usize) -> Field {
    Field {
        name,
        kind: kind(dice, depth),
        default: dice.one_in(4),
        skip: dice.one_in(2),
        alias: dice.one_in(8).then_some("former"),
    }
}

pub fn fields(dice: &mut Dice, depth: usize) -> Vec<Field> {
    let mut fields: Vec<Field> = dice.some(&NAMES).into_iter().map(|name| field(dice, name, depth)).collect();
    // Two fields cannot be read under one name.
    let mut taken = false;
    for field in &mut fields {
        field.alias = field.alias.filter(|_| !std::mem::replace(&mut taken, true));
    }
    fields
}

fn structure(dice: &mut Dice, depth: usize) -> Type {
    Type::Struct(Struct { fields: fields(dice, depth.saturating_sub(1)), deny: dice.one_in(4), named: dice.one_in(2) })
}

pub fn tagged(dice: &mut Dice, depth: usize) -> Type {
    let names = dice.some(&VARIANTS);
    Type::Tagged {
        variants: names.into_iter().map(|name| (name, fields(dice, depth.saturating_sub(1)))).collect(),
        other: dice.one_in(4),
    }
}

pub fn payloads(dice: &mut Dice, depth: usize) -> Vec<(&'static str, Type)> {
    let names = dice.some(&VARIANTS);
    names.into_iter().map(|name| (name, kind(dice, depth.saturating_sub(1)))).collect()
}

fn external(dice: &mut Dice, depth: usize) -> Type {
    Type::External(payloads(dice, depth))
}

fn flattened(dice: &mut Dice, depth: usize) -> Type {
    Type::Flattened {
        fields: fields(dice, depth.saturating_sub(1)),
        variants: payloads(dice, depth),
        optional: dice.one_in(2),
    }
}
