//! Which databases may be reset: those that this service has migrated, and nothing else has touched.

use diesel::QueryableByName;
use diesel::RunQueryDsl;
use diesel::sql_types::Text;
use diesel_migrations::MigrationHarness;

use super::migrations::{MigrationError, Migrations};
use super::{Connection, Error};

/// Where diesel keeps which migrations have run.
const HISTORY: &str = "__diesel_schema_migrations";

/// The versions that have run and are to be undone.
///
/// # Errors
/// [`MigrationError::Refused`] when the database has tables that the migrations did not make, or was migrated by a
/// release that has other migrations.
pub(super) fn applied_of(migrations: &Migrations, connection: &mut Connection) -> Result<Vec<String>, MigrationError> {
    let tables = tables(connection)?;
    if tables.is_empty() {
        return Ok(Vec::new());
    }
    let refused = |reason: String| Err(MigrationError::Refused(reason));
    if !tables.iter().any(|table| table == HISTORY) {
        return refused(format!("it has the table {} and was not migrated by {}", tables[0], migrations.service()));
    }
    let foreign = tables.iter().find(|table| *table != HISTORY && !migrations.make(table));
    if let Some(table) = foreign {
        return refused(format!("it has the table {table}, which no migration of {} makes", migrations.service()));
    }
    let known = migrations.names()?;
    let applied: Vec<String> = connection.mysql().applied_migrations()?.iter().map(ToString::to_string).collect();
    // A name is its version, and then the rest of the folder's name.
    let unknown = applied.iter().find(|version| {
        !known.iter().any(|name| name.split_once('_').is_some_and(|(of, _)| of.replace('-', "") == **version))
    });
    match unknown {
        Some(version) => refused(format!("it has run the migration {version}, which this release does not have")),
        None => Ok(applied),
    }
}

#[derive(QueryableByName)]
struct Table {
    #[diesel(sql_type = Text)]
    name: String,
}

fn tables(connection: &mut Connection) -> Result<Vec<String>, Error> {
    let tables: Vec<Table> = diesel::sql_query(
        "SELECT CAST(table_name AS CHAR) AS name FROM information_schema.tables \
         WHERE table_schema = DATABASE() ORDER BY 1",
    )
    .load(connection.mysql())?;
    Ok(tables.into_iter().map(|table| table.name).collect())
}
