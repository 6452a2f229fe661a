//! Reading numbered facts.

use diesel::prelude::*;

use super::tables::outbox;
use super::{Cursor, head};
use crate::database::{Connection, Error};

/// The most bytes of a page, unless its first fact alone has more: half of what a peer reads.
const MAX_BYTES: usize = 512 << 10;

/// Why there is no page behind a cursor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Gone {
    /// It belongs to another history, or to one that went further than this one.
    OtherEpoch,
    /// The facts behind it are not kept any more.
    Forgotten,
}

impl Gone {
    /// What it means for who asked.
    pub(crate) const fn detail(self) -> &'static str {
        match self {
            Self::OtherEpoch => "the cursor is of another history of this service: begin with a snapshot",
            Self::Forgotten => "the events behind the cursor are not kept any more: begin with a snapshot",
        }
    }
}

/// Facts in their order.
pub(crate) struct Page {
    pub(crate) epoch: i64,
    pub(super) head: i64,
    pub(crate) facts: Vec<Numbered>,
    /// Whether it is as long as a page may be.
    pub(super) full: bool,
}

/// A fact that has its number.
pub(crate) struct Numbered {
    pub(crate) seq: i64,
    pub(crate) event_type: String,
    /// The envelope in JSON.
    pub(crate) payload: String,
}

/// The facts behind `after`, or from the oldest one on.
pub(crate) fn read(
    connection: &mut Connection,
    after: Option<Cursor>,
    limit: u16,
) -> Result<Result<Page, Gone>, Error> {
    let connection = connection.mysql();
    let Some(Cursor { epoch, seq: head }) = head::stored(connection)? else {
        let empty = Page { epoch: 0, head: 0, facts: Vec::new(), full: false };
        return Ok(if after.is_none() { Ok(empty) } else { Err(Gone::OtherEpoch) });
    };
    if after.is_some_and(|after| after.epoch != epoch || after.seq > head) {
        return Ok(Err(Gone::OtherEpoch));
    }
    let begin = after.map_or(0, |after| after.seq);
    let facts: Vec<(Option<i64>, String, String)> = outbox::table
        .filter(outbox::seq.gt(begin).and(outbox::seq.le(head)))
        .order(outbox::seq)
        .limit(limit.into())
        .select((outbox::seq, outbox::event_type, outbox::payload))
        .load(connection)?;
    let numbered = |(seq, event_type, payload): (Option<i64>, _, _)| Some(Numbered { seq: seq?, event_type, payload });
    let facts: Vec<Numbered> = facts.into_iter().filter_map(numbered).collect();
    if after.is_some() && facts.first().map_or(begin < head, |first| first.seq != begin + 1) {
        return Ok(Err(Gone::Forgotten));
    }
    let mut bytes = 0;
    let fit = facts.iter().enumerate().take_while(|(at, fact)| {
        bytes += fact.payload.len();
        *at == 0 || bytes <= MAX_BYTES
    });
    let count = fit.count();
    // What begins with the oldest fact begins with another one when that is deleted.
    let full = after.is_some() && (count == usize::from(limit) || count < facts.len());
    Ok(Ok(Page { epoch, head, full, facts: facts.into_iter().take(count).collect() }))
}
