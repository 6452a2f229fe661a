//! The epoch: one history of a database. A database that was restored gives out numbers again that were used before.

use chrono::{DateTime, Utc};

use super::{Cursor, head};
use crate::database::{Connection, Error, Statement};

/// Where the feed is, with its epoch; nothing before the service has run for the first time.
pub(crate) fn head(connection: &mut Connection) -> Result<Option<Cursor>, Error> {
    Ok(head::stored(connection.mysql())?)
}

/// Begins another epoch. The numbers go on, and every reader is sent to the snapshot. It is one statement on the row that who
/// numbers facts locks, so a service may run meanwhile.
pub(crate) fn begin_another(connection: &mut Connection, now: DateTime<Utc>) -> Result<Option<Cursor>, Error> {
    let mut statement = Statement::default();
    statement.sql("UPDATE outbox_head SET epoch = GREATEST(epoch + 1, ").big(now.timestamp()).sql(") WHERE id = 1");
    statement.execute(connection.mysql())?;
    head(connection)
}
