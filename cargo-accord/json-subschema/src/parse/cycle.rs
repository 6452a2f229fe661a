//! A reference that leads back to itself without a step into the document says nothing.

use std::{collections::HashMap, sync::Arc};

use crate::{
    error::SchemaError,
    expr::{Expr, Id},
};

/// Refuses an arena in which evaluating an expression needs that expression of the same value.
pub(super) fn refuse(arena: &[Arc<Expr>], places: &HashMap<Id, String>) -> Result<(), SchemaError> {
    // 0: not seen, 1: on the way, 2: done.
    let mut marks = vec![0_u8; arena.len()];
    let mut stack = Vec::new();
    for start in 0..arena.len() {
        if marks[start] == 0 {
            stack.push((start, false));
        }
        while let Some((at, leaving)) = stack.pop() {
            if leaving {
                marks[at] = 2;
                continue;
            }
            match marks[at] {
                0 => {}
                1 => {
                    return Err(SchemaError {
                        pointer: place(at, &marks, places),
                        message: "the reference leads back to itself".to_owned(),
                    });
                }
                _ => continue,
            }
            marks[at] = 1;
            stack.push((at, true));
            for next in in_place(&arena[at]) {
                if marks[next.place()] != 2 {
                    stack.push((next.place(), false));
                }
            }
        }
    }
    Ok(())
}

/// The first reference target on the way, in the order of the document.
fn place(at: usize, marks: &[u8], places: &HashMap<Id, String>) -> String {
    let mut on_the_way: Vec<_> = places
        .iter()
        .filter(|(id, _)| id.place() == at || marks[id.place()] == 1)
        .map(|(id, pointer)| (id.place() != at, pointer))
        .collect();
    on_the_way.sort_unstable();
    on_the_way.first().map(|(_, pointer)| (*pointer).clone()).unwrap_or_default()
}

/// The expressions that are asked about the same value.
pub(super) fn in_place(expr: &Expr) -> Vec<Id> {
    match expr {
        Expr::And(members) | Expr::AnyOf(members) | Expr::OneOf(members) => members.clone(),
        Expr::Not(id) | Expr::Ref(id) | Expr::Dependent(_, id) | Expr::WithFormats(id) => {
            vec![*id]
        }
        Expr::Conditional { condition, then, otherwise } => {
            [Some(*condition), *then, *otherwise].into_iter().flatten().collect()
        }
        Expr::Cases(cases) => cases
            .iter()
            .flat_map(|case| {
                let conditions = case.conditions.iter().map(|literal| literal.id);
                conditions.chain([case.then])
            })
            .collect(),
        _ => Vec::new(),
    }
}
