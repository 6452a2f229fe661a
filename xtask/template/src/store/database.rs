//! Connections: how they are made, shared, thrown away and replaced.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use actix_web::rt::time::timeout;
use actix_web::web;
use diesel::MysqlConnection;
use diesel::RunQueryDsl;
use diesel::connection::{Connection as _, SimpleConnection};
use diesel::r2d2::R2D2Connection;

use super::statement::Fixed;
use super::{Error, Transaction};
use crate::config::{DatabaseConfig, DatabaseUrl};

/// How often a unit of work is tried when the database undoes it to break a deadlock, or gives up waiting for a lock.
const ATTEMPTS: u32 = 3;

/// The pool. Clones share it.
#[derive(Clone)]
pub struct Database {
    pool: r2d2::Pool<Manager>,
    generation: Arc<AtomicU64>,
    deadline: Duration,
}

/// A connection and what is known about its health.
pub struct Connection {
    mysql: MysqlConnection,
    url: DatabaseUrl,
    /// Whether it must not be used again.
    lost: bool,
    /// Whether a transaction is open: only a panic leaves one behind.
    open: bool,
    generation: u64,
}

/// Makes connections, and knows which of them may be stale.
///
/// A connection is not pinged at every checkout: that would be one more round trip for every request. Instead each one
/// carries the generation it was last known to work in. When a unit of work meets a lost connection, that connection is
/// thrown away and the generation grows, so that each of the others is pinged once before it is used again.
struct Manager {
    url: DatabaseUrl,
    generation: Arc<AtomicU64>,
}

impl Database {
    /// A pool for `config`. Connects when the first connection is needed.
    pub fn new(config: &DatabaseConfig) -> Self {
        let generation = Arc::<AtomicU64>::default();
        let manager = Manager { url: config.database_url.clone(), generation: Arc::clone(&generation) };
        let pool = r2d2::Pool::builder()
            .max_size(config.database_connections)
            .min_idle(Some(1))
            .connection_timeout(config.timeout())
            // Calls `is_valid`, which asks the server only when the connection may be stale.
            .test_on_check_out(true)
            .error_handler(Box::new(LogError))
            .build_unchecked(manager);
        Self { pool, generation, deadline: config.deadline() }
    }

    /// Runs one unit of work on a thread that may block.
    ///
    /// # Errors
    /// What `work` fails with, or [`Error::Unavailable`] when no connection comes free or no answer comes in time.
    pub async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Connection) -> Result<T, Error> + Send + 'static,
    ) -> Result<T, Error> {
        let database = self.clone();
        self.in_time(web::block(move || database.unit(work))).await
    }

    /// Runs one unit of work on this thread, and blocks it.
    ///
    /// # Errors
    /// As for [`run`](Self::run).
    pub(super) fn unit<T>(&self, work: impl FnOnce(&mut Connection) -> Result<T, Error>) -> Result<T, Error> {
        let mut connection = self.pool.get()?;
        let outcome = work(&mut connection);
        // Not only when it is lost: a cached query that failed while its rows were sent (1205, 1213) is left in a
        // state in which libmariadb 3.3 waits forever for an answer when it is run again.
        connection.lost |= outcome.is_err();
        if let Err(Error::Unavailable(_)) = outcome {
            self.generation.fetch_add(1, Ordering::AcqRel);
        }
        outcome
    }

    /// Waits for what another thread does.
    ///
    /// # Errors
    /// What comes back, [`Error::Interrupted`] when nothing does, or [`Error::Unavailable`] when it takes too long.
    pub(super) async fn in_time<T, E>(
        &self,
        outcome: impl Future<Output = Result<Result<T, Error>, E>>,
    ) -> Result<T, Error> {
        match timeout(self.deadline, outcome).await {
            Ok(done) => done.map_err(|_| Error::Interrupted)?,
            // The thread waits on; it comes back when the server answers or the connection ends.
            Err(_) => Err(Error::Unavailable("no answer within the deadline".to_owned())),
        }
    }

    /// Whether the database answers.
    ///
    /// # Errors
    /// When it does not.
    pub async fn ping(&self) -> Result<(), Error> {
        self.run(|connection| Ok(connection.mysql.ping()?)).await
    }
}

impl Connection {
    /// Connects, outside of any pool.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub fn open(url: &DatabaseUrl) -> Result<Self, Error> {
        let mut mysql = MysqlConnection::establish(url.secret())?;
        // A value that does not fit is an error, whatever the server's own setting; diesel has set utf8mb4. A
        // request is gone before the default of 50 seconds for a lock is over. Every change here locks the rows it
        // decides on, so a snapshot would add nothing but locks on the gaps between rows, and deadlocks with them.
        mysql.batch_execute(
            "SET SESSION sql_mode = 'STRICT_ALL_TABLES,NO_ZERO_DATE,NO_ZERO_IN_DATE,ERROR_FOR_DIVISION_BY_ZERO,\
             NO_ENGINE_SUBSTITUTION', innodb_lock_wait_timeout = 2, time_zone = '+00:00'; \
             SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED",
        )?;
        Ok(Self { mysql, url: url.clone(), lost: false, open: false, generation: 0 })
    }

    /// What diesel's queries run on.
    pub(super) const fn mysql(&mut self) -> &mut MysqlConnection {
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
                    *self = Self { generation: self.generation, ..Self::open(&self.url)? };
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

impl r2d2::ManageConnection for Manager {
    type Connection = Connection;
    type Error = Error;

    fn connect(&self) -> Result<Connection, Error> {
        let generation = self.generation.load(Ordering::Acquire);
        Ok(Connection { generation, ..Connection::open(&self.url)? })
    }

    fn is_valid(&self, connection: &mut Connection) -> Result<(), Error> {
        let current = self.generation.load(Ordering::Acquire);
        if connection.generation != current {
            connection.mysql.ping()?;
            connection.generation = current;
        }
        Ok(())
    }

    fn has_broken(&self, connection: &mut Connection) -> bool {
        connection.lost || connection.open || connection.mysql.is_broken()
    }
}

/// A connection that cannot be made is tried again by the pool; a request that waits for it fails by itself.
#[derive(Debug)]
struct LogError;

impl r2d2::HandleError<Error> for LogError {
    fn handle_error(&self, error: Error) {
        tracing::warn!(%error, "a connection could not be used");
    }
}
