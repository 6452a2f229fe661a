//! A fact as a follower gets it.

use serde::Deserialize;
use serde_json::Value;
use uuid::Uuid;

use super::{Cursor, InvalidCursor};

/// A fact, with what is needed to deal with it before anybody reads its data.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Fact {
    /// The place behind it.
    pub cursor: Cursor,
    /// Stays the same when the fact is sent again.
    pub id: Uuid,
    /// Its type as the contract names it.
    pub event_type: String,
    /// The thing that it is about.
    pub subject: Uuid,
    /// The release of the models that wrote it.
    pub dataversion: String,
    /// The whole event.
    pub event: Value,
}

/// Why a consumer does not take a fact: it is parked with this reason.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Unfit(pub(super) String);

impl Unfit {
    /// A fact that is parked for this reason.
    pub fn new(reason: impl Into<String>) -> Self {
        Self(reason.into())
    }
}

#[derive(Deserialize)]
struct Attributes {
    specversion: String,
    cursor: String,
    id: Uuid,
    #[serde(rename = "type")]
    event_type: String,
    subject: Uuid,
    dataversion: String,
}

/// Why an answer is no page of facts.
#[derive(Debug, thiserror::Error)]
pub(super) enum NoPage {
    #[error("read an event: {0}")]
    Json(#[from] serde_json::Error),
    #[error("read the cursor of an event: it {0}")]
    Cursor(#[from] InvalidCursor),
    #[error("read an event: its specversion is {0}")]
    Version(String),
    #[error("read events in order: {found} follows {before}")]
    Order { before: Cursor, found: Cursor },
}

impl Fact {
    pub(super) fn read(event: Value) -> Result<Self, NoPage> {
        let Attributes { specversion, cursor, id, event_type, subject, dataversion } = Attributes::deserialize(&event)?;
        if specversion != "1.0" {
            return Err(NoPage::Version(specversion));
        }
        Ok(Self { cursor: cursor.parse()?, id, event_type, subject, dataversion, event })
    }

    /// The facts of a page. Their numbers have no gap: a fact that is missing is not skipped.
    pub(super) fn page(body: &[u8], after: Option<Cursor>) -> Result<Vec<Self>, NoPage> {
        let events: Vec<Value> = serde_json::from_slice(body)?;
        let facts = events.into_iter().map(Self::read).collect::<Result<Vec<_>, _>>()?;
        let mut before = after;
        for fact in &facts {
            let found = fact.cursor;
            if let Some(before) = before
                && (found.epoch, found.seq) != (before.epoch, before.seq + 1)
            {
                return Err(NoPage::Order { before, found });
            }
            before = Some(found);
        }
        Ok(facts)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn event(seq: i64) -> Value {
        let id = Uuid::nil();
        json!({
            "specversion": "1.0", "cursor": format!("7:{seq}"), "id": id, "type": "catalog::ProductChanged",
            "source": "service-a", "dataversion": "1.4.0", "subject": id, "time": "2026-11-21T09:00:00Z", "data": {},
        })
    }

    fn page(events: Vec<Value>) -> Result<Vec<Fact>, NoPage> {
        Fact::page(Value::from(events).to_string().as_bytes(), Some(Cursor { epoch: 7, seq: 3 }))
    }

    #[test]
    fn facts_without_a_gap_are_read() {
        assert_eq!(page(vec![event(4), event(5)]).unwrap().len(), 2);
        assert!(page(Vec::new()).unwrap().is_empty());
    }

    #[test]
    fn a_gap_a_repetition_and_what_is_no_event_are_refused() {
        for events in [vec![event(5)], vec![event(4), event(4)], vec![event(4), event(6)], vec![json!({})]] {
            assert!(page(events).is_err());
        }
        assert!(Fact::page(b"{}", None).is_err());
    }
}
