//! A hunt for wrong answers: random pairs of schemas, random documents.

use json_subschema::{Answer, Options, Schema, is_subschema};
use serde_json::{Value, json};

use crate::dice::{first_seed, from_environment};
use crate::source::Source;

/// Pairs in a default run; `TEST_PAIRS` asks for more.
const PAIRS: u64 = 20_000;

/// Documents that every "contained" has to stand up to.
const DOCUMENTS: usize = 24;

/// The outcome for one pair.
#[derive(Debug, PartialEq, Eq)]
pub enum Found {
    Contained,
    NotContained,
    Undecided,
    /// The validator refuses one of the schemas.
    Unusable,
}

/// Asks one question and tries to prove the answer wrong.
pub fn pair(seed: u64) -> Result<Found, String> {
    let mut source = Source::new(seed);
    let left = source.schema();
    let right = match source.variation(&json!([])) {
        Value::Null => source.schema(),
        _ => source.revision(&left),
    };
    let (left, right) = if seed.is_multiple_of(2) { (left, right) } else { (right, left) };
    question(&mut source, &left, &right)
}

fn question(source: &mut Source, left: &Value, right: &Value) -> Result<Found, String> {
    let (Ok(one), Ok(two)) = (Schema::parse(left), Schema::parse(right)) else {
        return Ok(Found::Unusable);
    };
    let compile = |schema: &Value| jsonschema::options().with_draft(jsonschema::Draft::Draft202012).build(schema);
    let (Ok(accepts), Ok(refuses)) = (compile(left), compile(right)) else {
        return Ok(Found::Unusable);
    };
    let options = Options::default();
    match is_subschema(&one, &two, &options) {
        Answer::Undecided { .. } => Ok(Found::Undecided),
        Answer::NotContained { witness } => {
            if !accepts.is_valid(&witness) || refuses.is_valid(&witness) {
                return Err(format!("{left} and {right}: {witness} is no witness"));
            }
            Ok(Found::NotContained)
        }
        Answer::Contained => {
            let mut documents: Vec<Value> = (0..DOCUMENTS / 2).map(|_| source.document(3)).collect();
            // Documents of the left, and others close to them, are the likeliest to slip through.
            let nothing = Schema::parse(&json!(false)).map_err(|error| error.to_string())?;
            if let Answer::NotContained { witness } = is_subschema(&one, &nothing, &options) {
                documents.push(witness);
            }
            for _ in 0..DOCUMENTS {
                let last = documents.last().cloned().unwrap_or_default();
                documents.push(source.variation(&last));
            }
            for document in documents {
                if accepts.is_valid(&document) && !refuses.is_valid(&document) {
                    return Err(format!("{left} is not contained in {right}: {document}"));
                }
            }
            Ok(Found::Contained)
        }
    }
}

#[test]
fn no_answer_is_wrong() {
    let first = first_seed();
    let pairs = from_environment("TEST_PAIRS").unwrap_or(PAIRS);
    let (mut decided, mut usable) = (0_u64, 0_u64);
    for index in 0..pairs {
        let seed = first.wrapping_mul(1_000_003).wrapping_add(index);
        match pair(seed) {
            Ok(Found::Unusable) => {}
            Ok(found) => {
                usable += 1;
                decided += u64::from(found != Found::Undecided);
            }
            Err(wrong) => panic!("TEST_SEED={first}, pair {index} (seed {seed}): {wrong}"),
        }
    }
    println!("{decided} of {usable} questions decided");
    assert!(decided * 100 >= usable * 97, "{decided} of {usable} decided");
}
