//! Writes the rows of fixtures: those that are not there are added, those that differ are changed, nothing is deleted.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use serde::Deserialize;
use shared_models::inventory::{CreateWarehouse, WarehouseEntity, WarehouseId};
use shared_models::schema::warehouses;

use super::{Error, Transaction};

/// One run over the fixtures.
#[derive(Debug, Clone, Copy)]
pub struct Pass {
    /// When it runs.
    pub now: DateTime<Utc>,
    /// Whether to write, or only to count.
    pub write: bool,
}

/// How many rows of a fixture had which fate.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Tally {
    /// They were not there.
    pub created: usize,
    /// They differed.
    pub updated: usize,
    /// They were as the fixture says.
    pub unchanged: usize,
}

/// The id beside a warehouse in its fixture.
#[derive(Debug, Clone, Copy, Deserialize)]
pub struct WarehouseKey {
    id: WarehouseId,
}

/// Writes warehouses.
///
/// # Errors
/// When the database fails.
pub fn warehouses(
    transaction: &mut Transaction,
    rows: &[(WarehouseKey, CreateWarehouse)],
    pass: &Pass,
) -> Result<Tally, Error> {
    let ids: Vec<WarehouseId> = rows.iter().map(|(key, _)| key.id).collect();
    let old: Vec<WarehouseEntity> = warehouses::table
        .filter(warehouses::id.eq_any(ids))
        .select(WarehouseEntity::as_select())
        .load(transaction)?;
    let mut tally = Tally::default();
    for (key, request) in rows {
        let row = WarehouseEntity::new(key.id, request.clone(), pass.now);
        match old.iter().find(|old| old.id == key.id) {
            None => {
                tally.created += 1;
                pass.write(|| diesel::insert_into(warehouses::table).values(&row).execute(transaction))?;
            }
            Some(old) if WarehouseEntity { created_at: old.created_at, ..row.clone() } == *old => tally.unchanged += 1,
            Some(_) => {
                tally.updated += 1;
                let changes =
                    (warehouses::code.eq(row.code), warehouses::name.eq(row.name), warehouses::country.eq(row.country));
                pass.write(|| diesel::update(warehouses::table.find(key.id)).set(changes).execute(transaction))?;
            }
        }
    }
    Ok(tally)
}

impl Pass {
    /// Runs a statement, unless this pass only counts.
    fn write(&self, statement: impl FnOnce() -> QueryResult<usize>) -> Result<(), Error> {
        if self.write {
            statement()?;
        }
        Ok(())
    }
}
