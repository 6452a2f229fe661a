//! Writes the rows of fixtures.

use diesel::prelude::*;
use serde::Deserialize;
use service_chassis::database::{Error, Transaction};
use service_chassis::seed::{Fate, Pass, Tally};
use uuid::Uuid;

use super::contract::{CreateParcel, ParcelView, parcels};
use super::store;

/// The id beside a parcel in its fixture.
#[derive(Deserialize)]
pub struct ParcelKey {
    id: Uuid,
}

/// Writes parcels.
pub fn parcels(transaction: &mut Transaction, rows: &[(ParcelKey, CreateParcel)], pass: &Pass) -> Result<Tally, Error> {
    let mut tally = Tally::default();
    for (ParcelKey { id }, CreateParcel { label, weight, size: _, contents: _ }) in rows {
        let old = store::find_in(transaction, *id)?;
        let row = ParcelView { id: *id, label: label.clone(), weight: *weight, version: 1 };
        match tally.count(old.as_ref(), |old| (&old.label, old.weight) == (&row.label, row.weight)) {
            Fate::Create => pass.write(|| store::put(transaction, &row, pass.now))?,
            Fate::Change(_) => pass.write(|| {
                let changes = (parcels::label.eq(&row.label), parcels::weight.eq(row.weight));
                diesel::update(parcels::table.find(id.as_bytes().as_slice())).set(changes).execute(transaction)
            })?,
            Fate::Leave => {}
        }
    }
    Ok(tally)
}
