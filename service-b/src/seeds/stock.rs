//! `stock.json`

use serde::Deserialize;
use service_chassis::database::{Error, Transaction};
use service_chassis::seed::{Fate, Pass, Tally};
use shared_models::catalog::ProductId;
use shared_models::inventory::{SetStock, StockLevel, WarehouseId};

use crate::store::stock;

/// The ids beside a level.
#[derive(Deserialize)]
pub(super) struct Key {
    product_id: ProductId,
    warehouse_id: WarehouseId,
}

/// What is reserved stays reserved; a level below it is raised to it.
pub(super) fn write(transaction: &mut Transaction, rows: &[(Key, SetStock)], pass: &Pass) -> Result<Tally, Error> {
    let existing = stock::lock_all(transaction, rows.iter().map(|(key, _)| key.product_id).collect())?;
    let mut tally = Tally::default();
    for (Key { product_id, warehouse_id }, SetStock { on_hand }) in rows {
        let (product_id, warehouse_id) = (*product_id, *warehouse_id);
        let old = existing.iter().find(|old| (old.product_id, old.warehouse_id) == (product_id, warehouse_id));
        let reserved = old.map_or(0, |old| old.reserved);
        let level = StockLevel { product_id, warehouse_id, on_hand: (*on_hand).max(reserved), reserved };
        let row = stock::row(level, pass.now)?;
        match tally.count(old, |old| old.on_hand == level.on_hand) {
            Fate::Create if pass.write => stock::insert(transaction, &row)?.map_err(Error::corrupt)?,
            Fate::Change(_) if pass.write => stock::update(transaction, &row)?,
            Fate::Create | Fate::Change(_) | Fate::Leave => {}
        }
    }
    Ok(tally)
}
