//! What can be done to every table whose rows have an id.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use service_chassis::database::{Connection, Error, Transaction, Updated};
use shared_models::builder::{Design, DesignEntity};
use shared_models::catalog::{Brand, BrandEntity, Category, CategoryEntity, Product, ProductChanges, ProductEntity};
use shared_models::customers::{Customer, CustomerChanges, CustomerEntity};
use shared_models::identity::{Role, RoleEntity, User, UserChanges, UserEntity};
use shared_models::kernel::Id;
use shared_models::schema::{brands, categories, customers, designs, products, roles, users};

use super::refusal::{Refusal, refused};
use super::{Record, Slice};

/// A row with an id.
pub trait Row: Clone + Send + Sized + 'static {
    /// Labels its id.
    type Model;
    /// What the audit log calls it.
    const SUBJECT: &'static str;
    /// Its table, which is also what its address calls it.
    const TABLE: &'static str;

    /// Adds the row and its record.
    fn insert<R: Refusal>(&self, connection: &mut Connection, record: &Record) -> Result<Result<(), R>, Error>;

    fn find(connection: &mut Connection, id: Id<Self::Model>) -> Result<Option<Self>, Error>;

    /// A page, and one row more.
    fn list(connection: &mut Connection, slice: Slice) -> Result<Vec<Self>, Error>;
}

/// A row with a version.
pub trait VersionedRow: Row {
    /// The columns that a change writes; `None` leaves one as it is.
    type Changes: Send + 'static;

    /// Changes one version of a row; `record` is made from the changed row.
    fn update<R: Refusal>(
        connection: &mut Connection,
        id: Id<Self::Model>,
        version: i32,
        changes: &Self::Changes,
        now: DateTime<Utc>,
        record: impl Fn(&Self) -> Result<Record, Error>,
    ) -> Result<Result<Updated<Self>, R>, Error>;
}

macro_rules! rows {
    ($($table:ident: $entity:ident of $model:ident, $subject:literal;)+) => {$(
        impl Row for $entity {
            type Model = $model;
            const SUBJECT: &'static str = $subject;
            const TABLE: &'static str = stringify!($table);

            fn insert<R: Refusal>(&self, connection: &mut Connection, record: &Record) -> Result<Result<(), R>, Error> {
                connection.transaction(|transaction| {
                    match refused(diesel::insert_into($table::table).values(self).execute(transaction))? {
                        Ok(_) => record.write(transaction).map(Ok),
                        Err(refused) => Ok(Err(refused)),
                    }
                })
            }

            fn find(connection: &mut Connection, id: Id<$model>) -> Result<Option<Self>, Error> {
                Ok($table::table.find(id).select(Self::as_select()).first(connection.mysql()).optional()?)
            }

            fn list(connection: &mut Connection, slice: Slice) -> Result<Vec<Self>, Error> {
                let page = $table::table.filter($table::id.lt(slice.below::<$model>())).order($table::id.desc());
                Ok(page.limit(slice.fetched()).select(Self::as_select()).load(connection.mysql())?)
            }
        }
    )+};
}

rows! {
    brands: BrandEntity of Brand, "brand";
    categories: CategoryEntity of Category, "category";
    customers: CustomerEntity of Customer, "customer";
    designs: DesignEntity of Design, "design";
    products: ProductEntity of Product, "product";
    roles: RoleEntity of Role, "role";
    users: UserEntity of User, "user";
}

macro_rules! versioned_rows {
    ($($table:ident: $entity:ident, $changes:ident;)+) => {$(
        impl VersionedRow for $entity {
            type Changes = $changes;

            fn update<R: Refusal>(
                connection: &mut Connection,
                id: Id<Self::Model>,
                version: i32,
                changes: &$changes,
                now: DateTime<Utc>,
                record: impl Fn(&Self) -> Result<Record, Error>,
            ) -> Result<Result<Updated<Self>, R>, Error> {
                connection.transaction(|transaction| {
                    let meant = $table::table.filter($table::id.eq(id).and($table::version.eq(version)));
                    let counted = ($table::version.eq(version + 1), $table::updated_at.eq(now.naive_utc()));
                    let changed = match refused(diesel::update(meant).set((changes, counted)).execute(transaction))? {
                        Ok(changed) => changed,
                        Err(refused) => return Ok(Err(refused)),
                    };
                    let row = $table::table.find(id).select(Self::as_select()).first(transaction).optional()?;
                    updated(transaction, changed, row, &record).map(Ok)
                })
            }
        }
    )+};
}

versioned_rows! {
    customers: CustomerEntity, CustomerChanges;
    products: ProductEntity, ProductChanges;
    users: UserEntity, UserChanges;
}

/// The outcome of a statement that changed `changed` rows; `row` is the row after it. A change is recorded.
fn updated<R>(
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
