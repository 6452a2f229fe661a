//! Applies facts and moves the place of their consumer.

use std::collections::HashSet;

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::{Cursor, Fact, Follower, Unfit, checkpoint, parked};
use crate::Chassis;
use crate::database::{Connection, Error, Transaction};

/// Who takes facts, in which release, and when.
#[derive(Clone)]
pub(super) struct Taker {
    pub(super) follower: Follower,
    pub(super) release: String,
    pub(super) now: DateTime<Utc>,
}

impl Taker {
    pub(super) fn new(chassis: &Chassis, follower: &Follower) -> Self {
        Self { follower: follower.clone(), release: chassis.release().to_owned(), now: chassis.now() }
    }

    /// Applies facts and moves the place, in one transaction; nothing when another process was faster. If one of them does
    /// not fit, they are applied one by one, so that only it is parked.
    pub(super) fn take(&self, connection: &mut Connection, after: Cursor, facts: &[Fact]) -> Result<(), Error> {
        let consumer = self.follower.consumer;
        let together = connection.transaction(|transaction| {
            if checkpoint::lock(transaction, consumer)? != Some(after) {
                return Ok(Ok(()));
            }
            let waiting = parked::subjects(transaction, consumer, facts)?;
            for fact in facts {
                if let Err(unfit) = self.apply(transaction, &waiting, fact)? {
                    return Ok(Err(unfit));
                }
            }
            self.move_behind(transaction, facts).map(Ok)
        })?;
        let Err(Unfit(_)) = together else { return Ok(()) };
        let mut before = after;
        for fact in facts {
            self.take_one(connection, before, fact)?;
            before = fact.cursor;
        }
        Ok(())
    }

    fn take_one(&self, connection: &mut Connection, after: Cursor, fact: &Fact) -> Result<(), Error> {
        let consumer = self.follower.consumer;
        let mut reason = None;
        // The second time to park it, without what the first one may have done before it found the fact unfit.
        for _ in 0..2 {
            let taken = connection.transaction(|transaction| {
                if checkpoint::lock(transaction, consumer)? != Some(after) {
                    return Ok(Ok(()));
                }
                match &reason {
                    None => {
                        let waiting = parked::subjects(transaction, consumer, std::slice::from_ref(fact))?;
                        if let Err(unfit) = self.apply(transaction, &waiting, fact)? {
                            return Ok(Err(unfit));
                        }
                    }
                    Some(Unfit(reason)) => parked::park(transaction, self, fact, reason)?,
                }
                self.move_behind(transaction, std::slice::from_ref(fact)).map(Ok)
            })?;
            let Err(unfit) = taken else { return Ok(()) };
            tracing::error!(consumer, fact = %fact.id, cursor = %fact.cursor, "a fact is parked: {unfit}");
            reason = Some(unfit);
        }
        Ok(())
    }

    /// Applies a fact, or lets it wait behind an earlier one about the same subject.
    fn apply(
        &self,
        transaction: &mut Transaction,
        waiting: &HashSet<Uuid>,
        fact: &Fact,
    ) -> Result<Result<(), Unfit>, Error> {
        if !fact.may_be_of(self.follower.types) {
            return Ok(Ok(()));
        }
        if waiting.contains(&fact.subject) {
            return parked::park(transaction, self, fact, "waits behind an earlier fact").map(Ok);
        }
        match &fact.fault {
            Some(fault) => Ok(Err(fault.clone())),
            None => (self.follower.apply)(transaction, fact, self.now),
        }
    }

    fn move_behind(&self, transaction: &mut Transaction, facts: &[Fact]) -> Result<(), Error> {
        let Some(last) = facts.last() else { return Ok(()) };
        checkpoint::write(transaction, self.follower.consumer, last.cursor, self.now)
    }
}
