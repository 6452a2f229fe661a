//! The writer of a table, made from the names of its columns.

use serde::Deserialize;
use shared_models::kernel::Id;

/// The id beside a request in its fixture.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(bound = "")]
pub struct Key<T> {
    pub(super) id: Id<T>,
}

/// Loads the rows of a fixture that exist already.
macro_rules! existing {
    ($transaction:ident, $table:ident, $entity:ident, $rows:ident) => {
        $table::table
            .filter(service_chassis::database::one_of($table::id, $rows.iter().map(|(key, _)| key.id).collect()))
            .select($entity::as_select())
            .load::<$entity>($transaction)?
    };
}

/// Declares the function that writes the rows of a table.
///
/// The columns after `set` come from the fixture, and a row differs when one of them does. Those after `keep` stay as they
/// are once the row exists. A table whose rows have versions counts a change in the columns after `count`.
macro_rules! writer {
    (
        $(#[$doc:meta])*
        $table:ident, $model:ident, $request:ident => $entity:ident,
        set [$($set:ident),+], keep [$($kept:ident),+] $(, count [$version:ident, $changed_at:ident])?
    ) => {
        $(#[$doc])*
        pub fn $table(
            transaction: &mut Transaction,
            rows: &[(Key<$model>, $request)],
            pass: &Pass,
        ) -> Result<Tally, Error> {
            let existing = existing!(transaction, $table, $entity, rows);
            let mut tally = Tally::default();
            for (Key { id }, request) in rows {
                let row = $entity::new(*id, request.clone(), pass.now);
                // No column is forgotten: this does not compile until a new one is in one of the lists.
                let $entity { id: _, $($set: _,)+ $($kept: _,)+ $($version: _, $changed_at: _)? } = &row;
                let old = existing.iter().find(|old| old.id == *id);
                match tally.count(old, |old| ($(&old.$set,)+) == ($(&row.$set,)+)) {
                    Fate::Create => {
                        pass.write(|| diesel::insert_into($table::table).values(&row).execute(transaction))?;
                    }
                    Fate::Change(old) => pass.write(|| {
                        let columns = (
                            $($table::$set.eq(&row.$set),)+
                            $($table::$version.eq(old.$version + 1), $table::$changed_at.eq(&row.$changed_at),)?
                        );
                        diesel::update($table::table.find(old.id)).set(columns).execute(transaction)
                    })?,
                    Fate::Leave => {}
                }
            }
            Ok(tally)
        }
    };
}
pub(super) use {existing, writer};
