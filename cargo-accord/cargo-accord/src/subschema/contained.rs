//! One question, from its schemas to its verdict.

use serde_json::Value;

use super::{
    engine::{Doubt, Engine, Outcome},
    expr::Literal,
    options::Options,
    schema::Schema,
    verdict::Verdict,
    witness,
};

/// Calls within calls that fit on any stack.
const MAX_DEPTH: usize = 120;

/// Decides whether every document of `left` is a document of `right`.
///
/// A [`Verdict::NotContained`] carries a document that an independent validator has found to
/// be valid on the left and invalid on the right.
#[must_use]
pub fn contained(left: &Schema, right: &Schema, options: &Options) -> Verdict {
    if left.is_closed() == right.is_closed() && left.document() == right.document() {
        return Verdict::Contained;
    }
    let mut engine = Engine::new((&left.arena, left.root), &right.arena, options.contract, options.budget, MAX_DEPTH);
    if engine.is_obvious(left.root, right.root) {
        return Verdict::Contained;
    }
    match engine.solve(&[Literal::is(left.root), Literal::isnt(right.root)]) {
        Outcome::Empty => Verdict::Contained,
        Outcome::Unknown(doubt) => undecided(&doubt),
        Outcome::Some(document) => {
            let document = Value::clone(&document);
            match witness::check(left, right, options.contract, document) {
                Some(witness) => Verdict::NotContained { witness },
                None => Verdict::Undecided {
                    keyword: "$schema".to_owned(),
                    reason: "the independent validator does not confirm the counter-example".to_owned(),
                },
            }
        }
    }
}

/// Whether a schema certainly refuses a document; the independent validator has to agree.
#[must_use]
pub fn refuses(schema: &Schema, document: &Value, options: &Options) -> bool {
    let (contract, budget) = (options.contract, options.budget);
    let sides = (schema.arena.as_slice(), schema.root);
    let mut engine = Engine::new(sides, &[], contract, budget, MAX_DEPTH);
    let holds = engine.holds(Literal::is(schema.root), document);
    matches!(holds, Ok(false)) && schema.validator(contract).is_some_and(|validator| !validator.is_valid(document))
}

fn undecided(doubt: &Doubt) -> Verdict {
    Verdict::Undecided { keyword: doubt.keyword.to_owned(), reason: doubt.reason.to_string() }
}
