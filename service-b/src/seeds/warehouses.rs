//! `warehouses.json`

use service_chassis::database::{Error, Transaction};
use service_chassis::seed::{Fate, Pass, Tally};
use shared_models::inventory::{CreateWarehouse, WarehouseEntity, WarehouseId};

use super::Key;
use crate::store::warehouses;

pub(super) fn write(
    transaction: &mut Transaction,
    rows: &[(Key<WarehouseId>, CreateWarehouse)],
    pass: &Pass,
) -> Result<Tally, Error> {
    let existing = warehouses::find_all(transaction, rows.iter().map(|(key, _)| key.id).collect())?;
    let mut tally = Tally::default();
    for (Key { id }, request) in rows {
        let row = WarehouseEntity::new(*id, request.clone(), pass.now);
        let old = existing.iter().find(|old| old.id == *id);
        let same = |old: &WarehouseEntity| WarehouseEntity { created_at: old.created_at, ..row.clone() } == *old;
        match tally.count(old, same) {
            Fate::Create if pass.write => warehouses::insert(transaction, &row)?.map_err(Error::corrupt)?,
            Fate::Change(_) if pass.write => warehouses::update(transaction, &row)?.map_err(Error::corrupt)?,
            Fate::Create | Fate::Change(_) | Fate::Leave => {}
        }
    }
    Ok(tally)
}
