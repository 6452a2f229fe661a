//! Customers.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use service_chassis::database::{Broken, Connection, Error, Updated};
use shared_models::customers::{Customer, CustomerChanges, CustomerEntity, CustomerId};
use shared_models::schema::customers;

use super::updated::updated;
use super::{Record, Slice};

/// Another customer has the e-mail address.
#[derive(Debug, PartialEq, Eq)]
pub struct EmailTaken;

pub fn insert(
    connection: &mut Connection,
    row: &CustomerEntity,
    record: &Record,
) -> Result<Result<(), EmailTaken>, Error> {
    connection.transaction(|transaction| match diesel::insert_into(customers::table).values(row).execute(transaction) {
        Ok(_) => record.write(transaction).map(Ok),
        Err(error) if Broken::of(&error) == Some(Broken::Unique("customers_email_key")) => Ok(Err(EmailTaken)),
        Err(error) => Err(error.into()),
    })
}

/// Changes version `version` of a customer; `record` is made from the changed row.
pub fn update(
    connection: &mut Connection,
    id: CustomerId,
    version: i32,
    changes: &CustomerChanges,
    now: DateTime<Utc>,
    record: impl Fn(&CustomerEntity) -> Result<Record, Error>,
) -> Result<Updated<CustomerEntity>, Error> {
    let outcome = connection.transaction::<_, std::convert::Infallible>(|transaction| {
        let meant = customers::table.filter(customers::id.eq(id).and(customers::version.eq(version)));
        let counted = (customers::version.eq(version + 1), customers::updated_at.eq(now.naive_utc()));
        let changed = diesel::update(meant).set((changes, counted)).execute(transaction)?;
        let row = customers::table.find(id).select(CustomerEntity::as_select()).first(transaction).optional()?;
        updated(transaction, changed, row, &record).map(Ok)
    })?;
    let Ok(outcome) = outcome;
    Ok(outcome)
}

pub fn find(connection: &mut Connection, id: CustomerId) -> Result<Option<CustomerEntity>, Error> {
    Ok(customers::table.find(id).select(CustomerEntity::as_select()).first(connection.mysql()).optional()?)
}

/// A page of customers, and one more.
pub fn list(connection: &mut Connection, slice: Slice) -> Result<Vec<CustomerEntity>, Error> {
    let page = customers::table
        .filter(customers::id.lt(slice.below::<Customer>()))
        .order(customers::id.desc())
        .limit(slice.fetched());
    Ok(page.select(CustomerEntity::as_select()).load(connection.mysql())?)
}
