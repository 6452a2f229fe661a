//! Making a connection, in limited time.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use diesel::connection::{Connection as _, SimpleConnection};
use diesel::{ConnectionError, ConnectionResult, MysqlConnection};

use super::Error;
use super::watch::Watch;
use crate::config::DatabaseUrl;

/// How long it may take: some ten round trips.
const TIMEOUT: Duration = Duration::from_secs(3);

/// Connects, and sets up the session.
pub(super) fn establish(url: &DatabaseUrl, watch: &Arc<Watch>) -> Result<MysqlConnection, Error> {
    let _alone = alone(url.port());
    watch.opening(url.addresses());
    let _wait = watch.wait(TIMEOUT);
    let mut mysql = connect(url)?;
    // A value that does not fit is an error, whatever the server's own setting; diesel has set utf8mb4. A
    // request is gone before the default of 50 seconds for a lock is over. What a client that went silent has begun holds
    // locks until its connection ends, which may take hours; MariaDB ends it sooner. Every change here locks the rows it
    // decides on, so a snapshot would add nothing but locks on the gaps between rows, and deadlocks with them.
    mysql.batch_execute(
        "SET SESSION sql_mode = 'STRICT_ALL_TABLES,NO_ZERO_DATE,NO_ZERO_IN_DATE,ERROR_FOR_DIVISION_BY_ZERO,\
         NO_ENGINE_SUBSTITUTION', innodb_lock_wait_timeout = 2, time_zone = '+00:00' \
         /*M!100302 , idle_transaction_timeout = 15 */; \
         SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED",
    )?;
    watch.opened();
    Ok(mysql)
}

/// Keeps others from connecting to this port: the socket of a connection is known as the one that is new.
pub(crate) fn alone(port: u16) -> MutexGuard<'static, ()> {
    static PORTS: Mutex<BTreeMap<u16, &'static Mutex<()>>> = Mutex::new(BTreeMap::new());
    let one =
        *PORTS.lock().unwrap_or_else(PoisonError::into_inner).entry(port).or_insert_with(|| Box::leak(Box::default()));
    one.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A server that is not there at all answers no `connect`, and has no socket to shut down: the library's own timeout ends
/// that wait.
fn connect(url: &DatabaseUrl) -> ConnectionResult<MysqlConnection> {
    match MysqlConnection::establish(&url.with_timeout(TIMEOUT)) {
        // Only libmariadb knows such a host; another library takes it for a name, and says so.
        Err(ConnectionError::BadConnection(cause)) if cause.contains(DatabaseUrl::TIMEOUT) => {
            MysqlConnection::establish(url.secret())
        }
        outcome => outcome,
    }
}
