//! A connection, and transactions on it.

use std::sync::Arc;

use diesel::MysqlConnection;
use diesel::RunQueryDsl;
use diesel::connection::SimpleConnection;

use super::Error;
use super::establish::establish;
use super::statement::Fixed;
use super::watch::Watch;
use crate::config::DatabaseUrl;

/// A connection inside a transaction.
pub type Transaction = MysqlConnection;

/// How often a unit of work is tried when the database undoes it to break a deadlock, or gives up waiting for a lock.
const ATTEMPTS: u32 = 3;

/// A connection and what is known about its health.
pub struct Connection {
    pub(super) mysql: MysqlConnection,
    url: DatabaseUrl,
    pub(super) watch: Arc<Watch>,
    /// Whether it must not be used again.
    pub(super) lost: bool,
    /// Whether a transaction is open: only a panic leaves one behind.
    pub(super) open: bool,
    pub(super) generation: u64,
}

impl Connection {
    /// Connects, outside of any pool.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub fn open(url: &DatabaseUrl) -> Result<Self, Error> {
        let watch = Watch::new();
        let mysql = establish(url, &watch)?;
        Ok(Self { mysql, url: url.clone(), watch, lost: false, open: false, generation: 0 })
    }

    /// What diesel's queries run on, outside of a [transaction](Self::transaction).
    pub const fn mysql(&mut self) -> &mut MysqlConnection {
        &mut self.mysql
    }

    /// Runs `work` in a transaction: commits when it is done, rolls back when it was refused or failed.
    ///
    /// When the database breaks a deadlock by undoing this transaction (1213), or a lock did not come in time (1205),
    /// the whole of `work` is done again, a few times: all it read has to be read anew, so nothing smaller than the unit of
    /// work can be repeated. `work` therefore must have no effect but through its connection.
    ///
    /// # Errors
    /// What `work` fails with, or a failure to begin or commit. The inner error is a refusal by `work`.
    pub fn transaction<T, R>(
        &mut self,
        mut work: impl FnMut(&mut Transaction) -> Result<Result<T, R>, Error>,
    ) -> Result<Result<T, R>, Error> {
        let mut attempt = 1;
        loop {
            match self.attempt(&mut work) {
                Err(Error::Contended(cause)) if attempt < ATTEMPTS => {
                    tracing::debug!(attempt, cause, "a transaction is done again");
                    attempt += 1;
                    // On another connection: see `run`.
                    self.mysql = establish(&self.url, &self.watch)?;
                    self.open = false;
                }
                outcome => return outcome,
            }
        }
    }

    fn attempt<T, R>(
        &mut self,
        work: &mut impl FnMut(&mut Transaction) -> Result<Result<T, R>, Error>,
    ) -> Result<Result<T, R>, Error> {
        BEGIN.execute(&mut self.mysql)?;
        self.open = true;
        let outcome = work(&mut self.mysql);
        let ended = if matches!(outcome, Ok(Ok(_))) {
            COMMIT.execute(&mut self.mysql).map(drop)
        } else {
            self.mysql.batch_execute("ROLLBACK; SET autocommit = 1")
        };
        self.open = ended.is_err();
        match (outcome, ended) {
            // A commit that failed; the server rolls back what is not committed when the connection ends.
            (Ok(Ok(_)), Err(error)) => Err(error.into()),
            // A rollback that failed says less than what led to it.
            (outcome, _) => outcome,
        }
    }
}

/// Begins a transaction, and ends it, in one round trip each: diesel sends `BEGIN` and `COMMIT` as scripts, which takes
/// two more round trips each to allow several statements and to forbid them again. Turning `autocommit` on commits.
const BEGIN: Fixed = Fixed("SET autocommit = 0");
const COMMIT: Fixed = Fixed("SET autocommit = 1");
