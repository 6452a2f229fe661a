//! One type, written at one version and read at another.

use json_subschema::{Answer, Refusal};

use serde_json::Value;

use super::pair::Pair;
use super::question::{Side, refusal, refuses};
use super::sides::Sides;
use super::{CheckError, opaque};
use crate::contract::{Question, WireType};
use crate::localise;

/// Can everything that `written` writes be read by `read`? With which part of the witness is
/// refused, when one is.
///
/// # Errors
///
/// When a schema is malformed.
pub fn exchange(name: &str, written: &WireType, read: &WireType) -> Result<(Answer, Option<Refusal>), CheckError> {
    let schemas = |wire: &WireType| Ok(Sides::read(name, wire)?.canonical());
    let (old, new) = (schemas(written)?, schemas(read)?);
    // What the engine does not see is looked for between the two versions.
    let changes = match old == new {
        true => vec![],
        false => localise::changes(old.both(), new.both()),
    };
    let question = Question::OldReadByNew;
    let pair = Pair::new(name, written.role, old, new)?;
    let verdict = match pair.whole(question) {
        Answer::Contained => {
            let mut unseen = changes.iter().filter_map(|change| opaque::unseen(change, question, &pair.old.sides));
            unseen.next().unwrap_or(Answer::Contained)
        }
        no => no,
    };
    let refused = match &verdict {
        Answer::NotContained { witness } => refusal(&pair.new.accepts, witness),
        _ => None,
    };
    Ok((verdict, refused))
}

/// Can this document be read by `read`? With which part of it is refused, when it is.
///
/// # Errors
///
/// When a schema is malformed.
pub fn delivery(name: &str, document: &Value, read: &WireType) -> Result<(Answer, Option<Refusal>), CheckError> {
    let accepts = Sides::read(name, read)?.canonical().accepts;
    let accepts = Side::Accepts.parse(&accepts).map_err(|fault| CheckError::Schema { name: name.to_owned(), fault })?;
    Ok(match refuses(&accepts, document) {
        true => (Answer::NotContained { witness: document.clone() }, refusal(&accepts, document)),
        false => (Answer::Contained, None),
    })
}
