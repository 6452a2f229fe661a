//! A fact as a follower gets it.

use std::collections::HashMap;

use chrono::{DateTime, TimeDelta, Utc};
use serde::Deserialize;
use serde_json::{Value, json};
use uuid::Uuid;

use super::{Cursor, InvalidCursor};

/// How far ahead of the reader's clock that of the writer may be.
const MAX_AHEAD: TimeDelta = TimeDelta::days(1);
/// The type of a fact that was not read.
const UNKNOWN: &str = "unknown";

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
    /// What keeps any consumer from taking it.
    pub(super) fault: Option<Unfit>,
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
    time: DateTime<Utc>,
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
        Self::read_at(event, DateTime::<Utc>::MAX_UTC)
    }

    fn read_at(event: Value, latest: DateTime<Utc>) -> Result<Self, NoPage> {
        let Attributes { specversion, cursor, id, event_type, subject, dataversion, time } =
            Attributes::deserialize(&event)?;
        if specversion != "1.0" {
            return Err(NoPage::Version(specversion));
        }
        let cursor: Cursor = cursor.parse()?;
        if cursor.seq == 0 {
            return Err(InvalidCursor.into());
        }
        let fault = (time > latest).then(|| Unfit(format!("its time {time} is more than a day ahead")));
        Ok(Self { cursor, id, event_type, subject, dataversion, event, fault })
    }

    /// The facts of a page. Their numbers have no gap: a fact that is missing is not skipped.
    pub(super) fn page(body: &[u8], after: Option<Cursor>, now: DateTime<Utc>) -> Result<Vec<Self>, NoPage> {
        let (events, latest) = (serde_json::from_slice::<Vec<Value>>(body)?, now + MAX_AHEAD);
        let mut facts = Vec::<Self>::with_capacity(events.len());
        let mut data_of = HashMap::new();
        let mut before = after;
        for event in events {
            let mut fact = Self::read_at(event, latest)?;
            let found = fact.cursor;
            if let Some(before) = before
                && (found.epoch, found.seq - 1) != (before.epoch, before.seq)
            {
                return Err(NoPage::Order { before, found });
            }
            let first = *data_of.entry(fact.id).or_insert(facts.len());
            if facts.get(first).is_some_and(|first| first.event["data"] != fact.event["data"]) {
                fact.fault = Some(Unfit("its id is that of an earlier fact with other data".to_owned()));
            }
            before = Some(found);
            facts.push(fact);
        }
        Ok(facts)
    }

    /// The fact behind a place, of which nothing else is known.
    pub(super) fn unread(after: Cursor, reason: &str) -> Self {
        let cursor = Cursor { seq: after.seq.saturating_add(1), ..after };
        let (id, event_type, dataversion) = (Uuid::nil(), UNKNOWN.to_owned(), UNKNOWN.to_owned());
        let event = json!({
            "specversion": "1.0", "cursor": cursor.to_string(), "id": id, "type": event_type, "subject": id,
            "dataversion": dataversion, "time": DateTime::UNIX_EPOCH,
        });
        let fault = Some(Unfit(format!("failed to {reason}")));
        Self { cursor, id, event_type, subject: id, dataversion, event, fault }
    }

    /// Whether it is of one of these types, as far as is known.
    pub(super) fn may_be_of(&self, types: &[&str]) -> bool {
        self.event_type == UNKNOWN || types.contains(&self.event_type.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn event(seq: i64) -> Value {
        let id = Uuid::from_u128(seq.unsigned_abs().into());
        json!({
            "specversion": "1.0", "cursor": format!("7:{seq}"), "id": id, "type": "catalog::ProductChanged",
            "source": "service-a", "dataversion": "1.4.0", "subject": id, "time": "2026-11-21T09:00:00Z", "data": {},
        })
    }

    fn page(events: Vec<Value>) -> Result<Vec<Fact>, NoPage> {
        let now = "2026-11-21T09:00:00Z".parse().unwrap();
        Fact::page(Value::from(events).to_string().as_bytes(), Some(Cursor { epoch: 7, seq: 3 }), now)
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
        for seq in [0, i64::MAX] {
            assert!(page(vec![event(seq)]).is_err());
        }
        assert!(Fact::page(b"{}", None, DateTime::UNIX_EPOCH).is_err());
    }

    #[test]
    fn a_fact_from_the_future_and_one_with_a_used_id_are_unfit() {
        let (mut ahead, mut other) = (event(4), event(5));
        ahead["time"] = json!("2026-11-22T09:00:01Z");
        let same = json!({ "id": other["id"], "cursor": "7:6" });
        other["data"] = json!({ "stock": 1 });
        let mut repeated = other.clone();
        repeated["cursor"] = same["cursor"].clone();
        let mut changed = repeated.clone();
        (changed["cursor"], changed["data"]) = (json!("7:7"), json!({ "stock": 2 }));
        let faults = page(vec![ahead, other, repeated, changed]).unwrap().into_iter().map(|fact| fact.fault.is_some());
        assert_eq!(faults.collect::<Vec<_>>(), [true, false, false, true]);
    }
}
