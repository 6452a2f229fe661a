//! The pool: how connections are shared, thrown away and replaced.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Duration;

use actix_web::rt::time::timeout;
use actix_web::web;
use diesel::r2d2::R2D2Connection;
use r2d2::PooledConnection;

use super::watch::end_overdue;
use super::{Connection, Error};
use crate::config::{DatabaseConfig, DatabaseUrl};

/// The pool. Clones share it.
#[derive(Clone)]
pub struct Database {
    pool: r2d2::Pool<Manager>,
    generation: Arc<AtomicU64>,
    /// Whether the last attempt to connect failed.
    unreachable: Arc<AtomicBool>,
    deadline: Duration,
}

/// Makes connections, and knows which of them may be stale.
///
/// A connection is not pinged at every checkout: that would be one more round trip for every request. Instead each one
/// carries the generation it was last known to work in. When a unit of work meets a lost connection, that connection is
/// thrown away and the generation grows, so that each of the others is pinged once before it is used again. When one does
/// not answer, those that are as old are thrown away without a ping: together they would take too long.
struct Manager {
    url: DatabaseUrl,
    generation: Arc<AtomicU64>,
    /// Connections of earlier generations are lost.
    lost_before: AtomicU64,
    unreachable: Arc<AtomicBool>,
}

/// How long the server may take for an answer that costs it nothing.
const PING_TIMEOUT: Duration = Duration::from_millis(400);

impl Database {
    /// A pool for `config`. Connects when the first connection is needed.
    pub fn new(config: &DatabaseConfig) -> Self {
        let (generation, unreachable) = (Arc::<AtomicU64>::default(), Arc::<AtomicBool>::default());
        let manager = Manager {
            url: config.url.clone(),
            generation: Arc::clone(&generation),
            lost_before: AtomicU64::new(0),
            unreachable: Arc::clone(&unreachable),
        };
        let pool = r2d2::Pool::builder()
            .max_size(config.connections)
            .min_idle(Some(1))
            .connection_timeout(config.timeout)
            // Calls `is_valid`, which asks the server only when the connection may be stale.
            .test_on_check_out(true)
            .error_handler(Box::new(LogError))
            .build_unchecked(manager);
        Self { pool, generation, unreachable, deadline: config.deadline }
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
    pub(crate) fn unit<T>(&self, work: impl FnOnce(&mut Connection) -> Result<T, Error>) -> Result<T, Error> {
        self.unit_within(self.deadline, work)
    }

    fn unit_within<T>(
        &self,
        limit: Duration,
        work: impl FnOnce(&mut Connection) -> Result<T, Error>,
    ) -> Result<T, Error> {
        let mut connection = self.connection()?;
        let _wait = connection.watch.wait(limit);
        let outcome = work(&mut connection);
        // Not only when it is lost: a cached query that failed while its rows were sent (1205, 1213) is left in a
        // state in which libmariadb 3.3 waits forever for an answer when it is run again.
        connection.lost |= outcome.is_err();
        if let Err(Error::Unavailable(_)) = outcome {
            self.generation.fetch_add(1, Ordering::AcqRel);
        }
        outcome
    }

    /// Waits for a connection; not at all while the server cannot be reached, because each of those who wait keeps a thread
    /// from the next. The pool itself goes on trying to connect.
    fn connection(&self) -> Result<PooledConnection<Manager>, Error> {
        if self.unreachable.load(Ordering::Acquire) && self.pool.state().connections == 0 {
            return Err(Error::Unavailable("the server cannot be reached".to_owned()));
        }
        Ok(self.pool.get()?)
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
            Err(_) => {
                // At once, and not when the thread finds out: the next one is not to wait as long for a connection that
                // went silent, too.
                if end_overdue() {
                    self.generation.fetch_add(1, Ordering::AcqRel);
                }
                Err(Error::Unavailable("no answer within the deadline".to_owned()))
            }
        }
    }

    /// Whether the database answers.
    ///
    /// # Errors
    /// When it does not.
    pub async fn ping(&self) -> Result<(), Error> {
        let database = self.clone();
        let ping = move || database.unit_within(PING_TIMEOUT, |connection| Ok(connection.mysql.ping()?));
        self.in_time(web::block(ping)).await
    }
}

impl r2d2::ManageConnection for Manager {
    type Connection = Connection;
    type Error = Error;

    fn connect(&self) -> Result<Connection, Error> {
        let generation = self.generation.load(Ordering::Acquire);
        let opened = Connection::open(&self.url);
        self.unreachable.store(opened.is_err(), Ordering::Release);
        let mut connection = opened?;
        connection.generation = generation;
        Ok(connection)
    }

    fn is_valid(&self, connection: &mut Connection) -> Result<(), Error> {
        let current = self.generation.load(Ordering::Acquire);
        if connection.generation == current {
            return Ok(());
        }
        if connection.generation < self.lost_before.load(Ordering::Acquire) {
            return Err(Error::Unavailable("another connection of its age was lost".to_owned()));
        }
        let _wait = connection.watch.wait(PING_TIMEOUT);
        connection.mysql.ping().inspect_err(|_| self.lost_before.store(current, Ordering::Release))?;
        connection.generation = current;
        Ok(())
    }

    fn has_broken(&self, connection: &mut Connection) -> bool {
        connection.lost || connection.open || connection.watch.has_shut_down() || connection.mysql.is_broken()
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
