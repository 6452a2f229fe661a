//! A service's own migrations: embedded in its binary, run under a lock on their own connection.

use std::io::{self, Write};

use diesel::migration::{Migration, MigrationSource};
use diesel::mysql::Mysql;
use diesel::sql_types::{BigInt, Nullable};
use diesel::{QueryableByName, RunQueryDsl};
use diesel_migrations::{EmbeddedMigrations, MigrationHarness};

use super::{Connection, Error, reset};
use crate::config::DatabaseUrl;

/// How long an instance waits for another one to finish migrating, in seconds.
const TIMEOUT: i64 = 60;

/// The migrations of a service.
pub struct Migrations {
    service: &'static str,
    embedded: &'static EmbeddedMigrations,
    tables: Vec<String>,
}

/// Hands the migrations to diesel, which wants to have a source and not to borrow one.
struct Source(&'static EmbeddedMigrations);

/// What to do with the migrations.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Run all that are pending.
    Up,
    /// Undo the last one.
    Down,
    /// Undo the last one and run it again.
    Redo,
    /// Undo all and run all again.
    Reset,
    /// List them.
    Status,
}

/// Why the migrations did not run.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum MigrationError {
    /// The database could not be reached or used.
    #[error("{0}")]
    Database(#[from] Error),
    /// Another instance held the lock for too long.
    #[error("get the migration lock: another instance held it for {TIMEOUT} seconds")]
    Locked,
    /// A migration failed; what ran before it stays.
    #[error("migrate: {0}")]
    Migration(Box<dyn std::error::Error + Send + Sync>),
    /// The database is not one that may be reset.
    #[error("reset the database: {0}; nothing was undone")]
    Refused(String),
    /// The report could not be written.
    #[error("write the report: {0}")]
    Report(#[from] io::Error),
}

impl From<Box<dyn std::error::Error + Send + Sync>> for MigrationError {
    fn from(error: Box<dyn std::error::Error + Send + Sync>) -> Self {
        Self::Migration(error)
    }
}

impl From<diesel::result::Error> for MigrationError {
    fn from(error: diesel::result::Error) -> Self {
        Self::Database(error.into())
    }
}

impl MigrationSource<Mysql> for Source {
    fn migrations(&self) -> diesel::migration::Result<Vec<Box<dyn Migration<Mysql>>>> {
        self.0.migrations()
    }
}

impl Migrations {
    /// Of the service of this name, after which the lock is named. `tables` are those that the migrations make:
    /// [`Step::Reset`] refuses a database that has another one.
    pub const fn new(service: &'static str, embedded: &'static EmbeddedMigrations, tables: Vec<String>) -> Self {
        Self { service, embedded, tables }
    }

    /// Does `step` and reports to `out`, one line a migration.
    ///
    /// # Errors
    /// See [`MigrationError`].
    pub fn run(&self, url: &DatabaseUrl, step: Step, out: &mut dyn Write) -> Result<(), MigrationError> {
        let mut connection = Connection::open(url)?;
        if step == Step::Status {
            return self.status(&mut connection, out);
        }
        self.lock(&mut connection, out)?;
        let done = match step {
            Step::Up => self.up(&mut connection, out),
            Step::Down => self.down(&mut connection, out).map(drop),
            Step::Redo => self.redo(&mut connection, out),
            Step::Reset => self.reset(&mut connection, out),
            Step::Status => Ok(()),
        };
        // The server releases the lock with the connection, too: if this process dies, or if this query fails.
        let _ = ask(&mut connection, &format!("SELECT RELEASE_LOCK({}) AS answer", self.lock_name()));
        done
    }

    /// The names of the migrations that have not run yet, oldest first.
    ///
    /// A migration that only the database knows is not pending: a newer release has run it, and may be rolled back.
    ///
    /// # Errors
    /// When the database cannot be asked.
    pub fn pending(&self, connection: &mut Connection) -> Result<Vec<String>, MigrationError> {
        let pending = connection.mysql().pending_migrations(self.source())?;
        Ok(pending.iter().map(|migration| migration.name().to_string()).collect())
    }

    /// The names of all, oldest first.
    ///
    /// # Errors
    /// When they were embedded wrongly.
    pub fn names(&self) -> Result<Vec<String>, MigrationError> {
        let mut names: Vec<_> = MigrationSource::<Mysql>::migrations(self.embedded)?
            .iter()
            .map(|migration| migration.name().to_string())
            .collect();
        names.sort();
        Ok(names)
    }

    fn up(&self, connection: &mut Connection, out: &mut dyn Write) -> Result<(), MigrationError> {
        let pending = connection.mysql().pending_migrations(self.source())?;
        for migration in &pending {
            apply(connection, migration.as_ref(), out)?;
        }
        if pending.is_empty() {
            writeln!(out, "  Up to date, nothing to apply")?;
        }
        Ok(())
    }

    /// Undoes the last migration; returns its version.
    fn down(&self, connection: &mut Connection, out: &mut dyn Write) -> Result<String, MigrationError> {
        let undone = connection.mysql().revert_last_migration(self.source())?;
        writeln!(out, "    Reverted {undone}")?;
        Ok(undone.to_string())
    }

    /// Undoes the last migration and runs that one again, and no other that may be pending.
    fn redo(&self, connection: &mut Connection, out: &mut dyn Write) -> Result<(), MigrationError> {
        let undone = self.down(connection, out)?;
        let pending = connection.mysql().pending_migrations(self.source())?;
        match pending.iter().find(|migration| migration.name().version().to_string() == undone) {
            Some(migration) => apply(connection, migration.as_ref(), out),
            None => Ok(()),
        }
    }

    /// Undoes every migration and runs all again.
    fn reset(&self, connection: &mut Connection, out: &mut dyn Write) -> Result<(), MigrationError> {
        let applied = reset::applied_of(self, connection)?;
        for _ in applied {
            self.down(connection, out)?;
        }
        self.up(connection, out)
    }

    fn status(&self, connection: &mut Connection, out: &mut dyn Write) -> Result<(), MigrationError> {
        let pending = self.pending(connection)?;
        for name in self.names()? {
            let state = if pending.contains(&name) { "pending" } else { "applied" };
            writeln!(out, "{state:>12} {name}")?;
        }
        Ok(())
    }

    fn lock(&self, connection: &mut Connection, out: &mut dyn Write) -> Result<(), MigrationError> {
        let name = self.lock_name();
        if ask(connection, &format!("SELECT GET_LOCK({name}, 0) AS answer"))? == Some(1) {
            return Ok(());
        }
        writeln!(out, "     Waiting for another instance that is migrating this database")?;
        match ask(connection, &format!("SELECT GET_LOCK({name}, {TIMEOUT}) AS answer"))? {
            Some(1) => Ok(()),
            Some(_) => Err(MigrationError::Locked),
            None => Err(Error::Contended("the server could not give the migration lock".to_owned()).into()),
        }
    }

    /// The name of the service.
    pub(super) const fn service(&self) -> &'static str {
        self.service
    }

    /// Whether the migrations make this table.
    pub(super) fn make(&self, table: &str) -> bool {
        self.tables.iter().any(|name| name == table)
    }

    const fn source(&self) -> Source {
        Source(self.embedded)
    }

    /// The lock's name, as an expression. One lock per database, because a lock's name is known to the whole server; 64 is
    /// the longest name MySQL takes.
    fn lock_name(&self) -> String {
        format!("LEFT(CONCAT('{}.migrations ', DATABASE()), 64)", self.service)
    }
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

#[derive(QueryableByName)]
struct Answer {
    /// 1 when the lock is ours, 0 when another connection has it, null when the server could not say.
    #[diesel(sql_type = Nullable<BigInt>)]
    answer: Option<i64>,
}

fn ask(connection: &mut Connection, sql: &str) -> Result<Option<i64>, Error> {
    Ok(diesel::sql_query(sql).get_result::<Answer>(connection.mysql())?.answer)
}
