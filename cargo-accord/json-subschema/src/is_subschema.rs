use serde_json::Value;

use crate::{
    answer::Answer,
    engine::{Engine, Nothing, Undecided},
    expr::Literal,
    options::Options,
    schema::Schema,
    witness,
};

/// The depth of recursion that fits on any stack.
const MAX_DEPTH: usize = 120;

/// Decides whether every document of `left` is a document of `right`.
#[must_use]
pub fn is_subschema(left: &Schema, right: &Schema, options: &Options) -> Answer {
    if left.objects == right.objects && left.document() == right.document() {
        return Answer::Contained;
    }
    let sides = (left.arena.as_slice(), left.root);
    let new = || Engine::new(sides, &right.arena, options.formats, options.budget, MAX_DEPTH);
    let mut engine = new();
    if engine.is_obvious(left.root, right.root) {
        return Answer::Contained;
    }
    let question = [Literal::is(left.root), Literal::isnt(right.root)];
    let mut outcome = engine.solve(&question);
    if matches!(outcome, Err(Nothing::Unknown(_))) {
        // Few questions are worth the work of finding out what both sides have in common.
        let mut engine = new();
        engine.unify(left.root, right.root);
        outcome = engine.solve(&question);
    }
    match outcome {
        Err(Nothing::Empty) => Answer::Contained,
        Err(Nothing::Unknown(Undecided { keyword, reason })) => undecided(keyword, &reason),
        Ok(document) => match witness::check(left, right, options.formats, Value::clone(&document)) {
            Some(witness) => Answer::NotContained { witness },
            None => undecided("$schema", "the independent validator does not confirm the counter-example"),
        },
    }
}

fn undecided(keyword: &str, reason: &str) -> Answer {
    Answer::Undecided { keyword: keyword.to_owned(), reason: reason.to_owned() }
}

impl Schema {
    /// Whether the schema certainly refuses a document: the engine and the validator agree.
    #[must_use]
    pub fn refuses(&self, document: &Value, options: &Options) -> bool {
        let Options { formats, budget } = *options;
        let mut engine = Engine::new((&self.arena, self.root), &[], formats, budget, MAX_DEPTH);
        let holds = engine.holds(Literal::is(self.root), document);
        matches!(holds, Ok(false)) && self.validator(formats).is_some_and(|validator| !validator.is_valid(document))
    }
}
