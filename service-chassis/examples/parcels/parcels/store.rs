//! The database.

use std::convert::Infallible;

use accord_contract::tables::TableShape;
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use serde_json::json;
use service_chassis::database::{Broken, Connection, Error, Key, Statement, Transaction, Updated};
use service_chassis::facts;
use uuid::Uuid;

use super::contract::{ParcelView, parcels};

accord_contract::tables! {
    /// Which parcel a request with an idempotency key added.
    idempotency_keys (idempotency_key) {
        idempotency_key -> Text [64],
        fingerprint -> Binary [32],
        created_at -> Datetime [6],
    }

    /// Facts for other services, written in the transaction that makes them true.
    outbox (id) {
        id -> Binary [16],
        event_type -> Text [80],
        subject_id -> Binary [16],
        payload -> Text,
        occurred_at -> Datetime [6],
    }
}

/// Every table that only this service has.
pub fn own_tables() -> Vec<TableShape> {
    [shapes(), facts::publisher_tables(), facts::follower_tables()].concat()
}

/// The type of the fact that a parcel was added or changed.
pub const PARCEL_CHANGED: &str = "parcels::contract::ParcelChanged";

/// Another parcel has the label.
#[derive(Debug, PartialEq, Eq)]
pub struct LabelTaken;

type Row = (Vec<u8>, String, i32, i32);

fn view((id, label, weight, version): Row) -> Result<ParcelView, Error> {
    Ok(ParcelView { id: Uuid::from_slice(&id).map_err(Error::corrupt)?, label, weight, version })
}

/// Adds a parcel, and keeps the key of its request.
pub fn insert(
    connection: &mut Connection,
    row: &ParcelView,
    key: &Key,
    fact_id: Uuid,
    now: DateTime<Utc>,
) -> Result<Result<(), LabelTaken>, Error> {
    connection.transaction(|transaction| match put(transaction, row, now) {
        Ok(_) => {
            let Key { key, fingerprint } = key;
            let mut statement = Statement::default();
            statement.sql("INSERT IGNORE INTO idempotency_keys (idempotency_key, fingerprint, created_at) VALUES (");
            statement.text(key).sql(", ").bytes(fingerprint).sql(", ").time(now.naive_utc()).sql(")");
            statement.execute(transaction)?;
            publish(transaction, row, fact_id, now)?;
            Ok(Ok(()))
        }
        Err(error) if Broken::of(&error) == Some(Broken::Unique("parcels_label_key")) => Ok(Err(LabelTaken)),
        Err(error) => Err(error.into()),
    })
}

/// Writes the fact that a parcel is as `view` has it now.
fn publish(transaction: &mut Transaction, view: &ParcelView, id: Uuid, now: DateTime<Utc>) -> Result<(), Error> {
    let payload = json!({
        "id": id, "type": PARCEL_CHANGED, "source": "parcels", "dataversion": "1.0.0", "subject": view.id,
        "time": now, "data": view,
    })
    .to_string();
    let mut statement = Statement::default();
    statement.sql("INSERT INTO outbox (id, event_type, subject_id, payload, occurred_at) VALUES (").uuid(id);
    statement.sql(", ").text(PARCEL_CHANGED).sql(", ").uuid(view.id).sql(", ").text(&payload).sql(", ");
    statement.time(now.naive_utc()).sql(")").execute(transaction)?;
    Ok(())
}

/// Adds the row of a parcel.
pub fn put(transaction: &mut Transaction, row: &ParcelView, now: DateTime<Utc>) -> QueryResult<usize> {
    let ParcelView { id, label, weight, version } = row;
    let mut statement = Statement::default();
    statement.sql("INSERT INTO parcels (id, label, weight, version, created_at) VALUES (").uuid(*id).sql(", ");
    statement.text(label).sql(", ").int(*weight).sql(", ").int(*version).sql(", ").time(now.naive_utc()).sql(")");
    statement.execute(transaction)
}

/// Finds a parcel.
pub fn find(connection: &mut Connection, id: Uuid) -> Result<Option<ParcelView>, Error> {
    find_in(connection.mysql(), id)
}

/// Finds a parcel in a transaction.
pub fn find_in(transaction: &mut Transaction, id: Uuid) -> Result<Option<ParcelView>, Error> {
    let found = parcels::table.find(id.as_bytes().as_slice()).select(COLUMNS).first::<Row>(transaction).optional()?;
    found.map(view).transpose()
}

/// Some parcels, newest first.
pub fn list(connection: &mut Connection, limit: u16) -> Result<Vec<ParcelView>, Error> {
    let page = parcels::table.order(parcels::id.desc()).limit(limit.into()).select(COLUMNS);
    page.load::<Row>(connection.mysql())?.into_iter().map(view).collect()
}

/// Changes version `version` of a parcel.
pub fn update(
    connection: &mut Connection,
    id: Uuid,
    version: i32,
    weight: i32,
    fact_id: Uuid,
    now: DateTime<Utc>,
) -> Result<Updated<ParcelView>, Error> {
    let updated = connection.transaction::<_, Infallible>(|transaction| {
        let mut statement = Statement::default();
        statement.sql("UPDATE parcels SET version = version + 1, weight = ").int(weight);
        statement.sql(" WHERE id = ").uuid(id).sql(" AND version = ").int(version);
        let changed = statement.execute(transaction)?;
        Ok(Ok(match find_in(transaction, id)? {
            None => Updated::Missing,
            Some(_) if changed == 0 => Updated::Stale,
            Some(view) => {
                publish(transaction, &view, fact_id, now)?;
                Updated::Done(view)
            }
        }))
    })?;
    let Ok(updated) = updated;
    Ok(updated)
}

const COLUMNS: (parcels::id, parcels::label, parcels::weight, parcels::version) =
    (parcels::id, parcels::label, parcels::weight, parcels::version);
