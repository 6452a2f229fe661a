//! The service's own migrations: embedded in the binary, run under a lock on a connection of their own.

use std::io::{self, Write};

use diesel::migration::{Migration, MigrationSource};
use diesel::mysql::Mysql;
use diesel::sql_types::{BigInt, Nullable};
use diesel::{QueryableByName, RunQueryDsl};
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};

use super::{Connection, Error};
use crate::config::DatabaseUrl;

const MIGRATIONS: EmbeddedMigrations = embed_migrations!();

/// How long an instance waits for another one to finish migrating, in seconds.
const PATIENCE: i64 = 60;

/// One lock a database, because a lock's name is known to the whole server; 64 is the longest name MySQL takes.
const LOCK_NAME: &str = "LEFT(CONCAT('{{project-name}}.migrations ', DATABASE()), 64)";

/// What to do with the migrations.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Run all that are pending.
    Up,
    /// Undo the last one.
    Down,
    /// Undo the last one and run it again.
    Redo,
    /// List them.
    Status,
}

/// Why the migrations did not run.
#[derive(Debug, thiserror::Error)]
pub enum MigrationError {
    /// The database could not be reached or used.
    #[error("{0}")]
    Store(#[from] Error),
    /// Another instance held the lock for too long.
    #[error("get the migration lock: another instance held it for {PATIENCE} seconds")]
    Locked,
    /// A migration failed; what ran before it stays.
    #[error("migrate: {0}")]
    Migration(Box<dyn std::error::Error + Send + Sync>),
    /// The report could not be written.
    #[error("write the report: {0}")]
    Report(#[from] io::Error),
}

impl From<Box<dyn std::error::Error + Send + Sync>> for MigrationError {
    fn from(error: Box<dyn std::error::Error + Send + Sync>) -> Self {
        Self::Migration(error)
    }
}

/// Does `step` and reports to `out`, one line a migration.
///
/// # Errors
/// See [`MigrationError`].
pub fn run(url: &DatabaseUrl, step: Step, out: &mut dyn Write) -> Result<(), MigrationError> {
    let mut connection = Connection::open(url)?;
    if step == Step::Status {
        return status(&mut connection, out);
    }
    lock(&mut connection, out)?;
    let done = match step {
        Step::Up => up(&mut connection, out),
        Step::Down => down(&mut connection, out).map(drop),
        Step::Redo => redo(&mut connection, out),
        Step::Status => Ok(()),
    };
    // The server releases the lock with the connection, too: if this process dies, or if this query fails.
    let _ = locking(&mut connection, &format!("SELECT RELEASE_LOCK({LOCK_NAME}) AS answer"));
    done
}

/// The names of the migrations that have not run yet, oldest first.
///
/// A migration that only the database knows is not pending: a newer release has run it, and may be rolled back.
///
/// # Errors
/// When the database cannot be asked.
pub fn pending(connection: &mut Connection) -> Result<Vec<String>, MigrationError> {
    let pending = connection.mysql().pending_migrations(MIGRATIONS)?;
    Ok(pending.iter().map(|migration| migration.name().to_string()).collect())
}

fn up(connection: &mut Connection, out: &mut dyn Write) -> Result<(), MigrationError> {
    let pending = connection.mysql().pending_migrations(MIGRATIONS)?;
    for migration in &pending {
        apply(connection, migration.as_ref(), out)?;
    }
    if pending.is_empty() {
        writeln!(out, "  Up to date, nothing to apply")?;
    }
    Ok(())
}

fn apply(
    connection: &mut Connection,
    migration: &dyn Migration<Mysql>,
    out: &mut dyn Write,
) -> Result<(), MigrationError> {
    connection.mysql().run_migration(migration)?;
    writeln!(out, "     Applied {}", migration.name())?;
    Ok(())
}

/// Undoes the last migration; says which one that was.
fn down(connection: &mut Connection, out: &mut dyn Write) -> Result<String, MigrationError> {
    let undone = connection.mysql().revert_last_migration(MIGRATIONS)?;
    writeln!(out, "    Reverted {undone}")?;
    Ok(undone.to_string())
}

/// Undoes the last migration and runs that one again, and no other that may be pending.
fn redo(connection: &mut Connection, out: &mut dyn Write) -> Result<(), MigrationError> {
    let undone = down(connection, out)?;
    let pending = connection.mysql().pending_migrations(MIGRATIONS)?;
    match pending.iter().find(|migration| migration.name().version().to_string() == undone) {
        Some(migration) => apply(connection, migration.as_ref(), out),
        None => Ok(()),
    }
}

fn status(connection: &mut Connection, out: &mut dyn Write) -> Result<(), MigrationError> {
    let pending = pending(connection)?;
    let mut all: Vec<String> = MigrationSource::<Mysql>::migrations(&MIGRATIONS)?
        .iter()
        .map(|migration| migration.name().to_string())
        .collect();
    all.sort();
    for name in all {
        let state = if pending.contains(&name) { "pending" } else { "applied" };
        writeln!(out, "{state:>12} {name}")?;
    }
    Ok(())
}

#[derive(QueryableByName)]
struct Answer {
    /// 1 when the lock is ours, 0 when somebody else has it, null when the server could not tell.
    #[diesel(sql_type = Nullable<BigInt>)]
    answer: Option<i64>,
}

fn lock(connection: &mut Connection, out: &mut dyn Write) -> Result<(), MigrationError> {
    let free = format!("SELECT GET_LOCK({LOCK_NAME}, 0) AS answer");
    if locking(connection, &free)? == Some(1) {
        return Ok(());
    }
    writeln!(out, "     Waiting for another instance that is migrating this database")?;
    let wait = format!("SELECT GET_LOCK({LOCK_NAME}, {PATIENCE}) AS answer");
    match locking(connection, &wait)? {
        Some(1) => Ok(()),
        Some(_) => Err(MigrationError::Locked),
        None => Err(Error::Contended("the server could not give the migration lock".to_owned()).into()),
    }
}

fn locking(connection: &mut Connection, sql: &str) -> Result<Option<i64>, Error> {
    Ok(diesel::sql_query(sql).get_result::<Answer>(connection.mysql())?.answer)
}
