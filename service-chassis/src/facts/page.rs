//! Reading numbered facts.

use diesel::prelude::*;

use super::Cursor;
use super::tables::{outbox, outbox_head};
use crate::database::{Connection, Error};

/// The most bytes of a page, beside its last fact: half of what a peer reads.
const MAX_BYTES: usize = 512 << 10;

/// Why there is no page behind a cursor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Gone {
    /// It belongs to another history, or to one that went further than this one.
    OtherEpoch,
    /// The facts behind it are not kept any more.
    Forgotten,
}

/// Facts in their order, each with its number and its envelope.
pub(super) struct Page {
    pub(super) epoch: i64,
    pub(super) head: i64,
    pub(super) facts: Vec<(i64, String)>,
    /// Whether it is as long as a page may be.
    pub(super) full: bool,
}

/// The facts behind `after`, or from the oldest one on.
pub(super) fn read(
    connection: &mut Connection,
    after: Option<Cursor>,
    limit: u16,
) -> Result<Result<Page, Gone>, Error> {
    let connection = connection.mysql();
    let head: Option<(i64, i64)> =
        outbox_head::table.find(1).select((outbox_head::epoch, outbox_head::seq)).first(connection).optional()?;
    let Some((epoch, head)) = head else {
        let empty = Page { epoch: 0, head: 0, facts: Vec::new(), full: false };
        return Ok(if after.is_none() { Ok(empty) } else { Err(Gone::OtherEpoch) });
    };
    if after.is_some_and(|after| after.epoch != epoch || after.seq > head) {
        return Ok(Err(Gone::OtherEpoch));
    }
    let begin = after.map_or(0, |after| after.seq);
    let facts: Vec<(Option<i64>, String)> = outbox::table
        .filter(outbox::seq.gt(begin).and(outbox::seq.le(head)))
        .order(outbox::seq)
        .limit(limit.into())
        .select((outbox::seq, outbox::payload))
        .load(connection)?;
    let facts: Vec<(i64, String)> =
        facts.into_iter().filter_map(|(seq, payload)| seq.map(|seq| (seq, payload))).collect();
    if after.is_some() && facts.first().map_or(begin < head, |(first, _)| *first != begin + 1) {
        return Ok(Err(Gone::Forgotten));
    }
    let mut bytes = 0;
    let fit = facts.iter().take_while(|(_, payload)| {
        let fits = bytes < MAX_BYTES;
        bytes += payload.len();
        fits
    });
    let count = fit.count();
    let full = count == usize::from(limit) || count < facts.len();
    Ok(Ok(Page { epoch, head, full, facts: facts.into_iter().take(count).collect() }))
}
