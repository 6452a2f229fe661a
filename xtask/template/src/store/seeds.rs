//! Writes the rows of fixtures: those that are not there are added, those that differ are changed, nothing is deleted.

use diesel::prelude::*;
use serde::Deserialize;
use service_chassis::database::{Error, Transaction, one_of};
use service_chassis::seed::{Fate, Pass, Tally};
use shared_models::inventory::{CreateWarehouse, WarehouseEntity, WarehouseId};
use shared_models::schema::warehouses;

/// The id beside a warehouse in its fixture.
#[derive(Debug, Clone, Copy, Deserialize)]
pub struct WarehouseKey {
    id: WarehouseId,
}

type Row = (WarehouseKey, CreateWarehouse);

/// Writes warehouses.
pub fn warehouses(transaction: &mut Transaction, rows: &[Row], pass: &Pass) -> Result<Tally, Error> {
    let ids = rows.iter().map(|(key, _)| key.id).collect();
    let there: Vec<WarehouseEntity> =
        warehouses::table.filter(one_of(warehouses::id, ids)).select(WarehouseEntity::as_select()).load(transaction)?;
    let mut tally = Tally::default();
    for (WarehouseKey { id }, request) in rows {
        let row = WarehouseEntity::new(*id, request.clone(), pass.now);
        let same = |old: &WarehouseEntity| WarehouseEntity { created_at: old.created_at, ..row.clone() } == *old;
        match tally.count(there.iter().find(|old| old.id == *id), same) {
            Fate::Create => pass.write(|| diesel::insert_into(warehouses::table).values(&row).execute(transaction))?,
            Fate::Change(_) => pass.write(|| {
                let WarehouseEntity { id, code, name, country, created_at: _ } = &row;
                let changes = (warehouses::code.eq(code), warehouses::name.eq(name), warehouses::country.eq(country));
                diesel::update(warehouses::table.find(id)).set(changes).execute(transaction)
            })?,
            Fate::Leave => {}
        }
    }
    Ok(tally)
}
