//! The functions of a table that are the same for every table but for names.

use service_chassis::database::{Error, Transaction, Updated};

use super::Record;

/// Declares `insert`, which adds a row and its record.
macro_rules! insert {
    ($table:ident, $entity:ident, $refused:ident) => {
        pub fn insert(
            connection: &mut Connection,
            row: &$entity,
            record: &crate::store::Record,
        ) -> Result<Result<(), $refused>, Error> {
            connection.transaction(|transaction| {
                let inserted = diesel::insert_into($table::table).values(row).execute(transaction);
                match crate::store::refusal::refused(inserted)? {
                    Ok(_) => record.write(transaction).map(Ok),
                    Err(refused) => Ok(Err(refused)),
                }
            })
        }
    };
}

/// Declares `find`.
macro_rules! find {
    ($table:ident, $entity:ident, $id:ident) => {
        pub fn find(connection: &mut Connection, id: $id) -> Result<Option<$entity>, Error> {
            Ok($table::table.find(id).select($entity::as_select()).first(connection.mysql()).optional()?)
        }
    };
}

/// Declares `list`, which reads a page and one row more.
macro_rules! list {
    ($table:ident, $entity:ident, $model:ident) => {
        pub fn list(connection: &mut Connection, slice: crate::store::Slice) -> Result<Vec<$entity>, Error> {
            let page = $table::table
                .filter($table::id.lt(slice.below::<$model>()))
                .order($table::id.desc())
                .limit(slice.fetched());
            Ok(page.select($entity::as_select()).load(connection.mysql())?)
        }
    };
}

/// Declares `update`, which changes one version of a row; `record` is made from the changed row.
macro_rules! update {
    ($table:ident, $entity:ident, $id:ident, $changes:ident, $refused:ty) => {
        pub fn update(
            connection: &mut Connection,
            id: $id,
            version: i32,
            changes: &$changes,
            now: chrono::DateTime<chrono::Utc>,
            record: impl Fn(&$entity) -> Result<crate::store::Record, Error>,
        ) -> Result<Result<service_chassis::database::Updated<$entity>, $refused>, Error> {
            connection.transaction(|transaction| {
                let meant = $table::table.filter($table::id.eq(id).and($table::version.eq(version)));
                let counted = ($table::version.eq(version + 1), $table::updated_at.eq(now.naive_utc()));
                let changed = diesel::update(meant).set((changes, counted)).execute(transaction);
                let changed = match crate::store::refusal::refused(changed)? {
                    Ok(changed) => changed,
                    Err(refused) => return Ok(Err(refused)),
                };
                let row = $table::table.find(id).select($entity::as_select()).first(transaction).optional()?;
                crate::store::statements::updated(transaction, changed, row, &record).map(Ok)
            })
        }
    };
}

pub(super) use {find, insert, list, update};

/// The outcome of a statement that changed `changed` rows; `row` is the row after it. A change is recorded.
pub(super) fn updated<R>(
    transaction: &mut Transaction,
    changed: usize,
    row: Option<R>,
    record: impl FnOnce(&R) -> Result<Record, Error>,
) -> Result<Updated<R>, Error> {
    match row {
        None => Ok(Updated::Missing),
        Some(_) if changed == 0 => Ok(Updated::Stale),
        Some(row) => {
            record(&row)?.write(transaction)?;
            Ok(Updated::Done(row))
        }
    }
}
