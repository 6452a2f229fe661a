//! `products.json`

use service_chassis::database::{Error, Transaction};
use service_chassis::seed::{Fate, Pass, Tally};
use shared_models::catalog::{CreateProduct, ProductEntity, ProductId};

use super::Key;
use crate::products::replaced;
use crate::store::products;

pub(super) fn write(
    transaction: &mut Transaction,
    rows: &[(Key<ProductId>, CreateProduct)],
    pass: &Pass,
) -> Result<Tally, Error> {
    let existing = products::find_all(transaction, rows.iter().map(|(key, _)| key.id).collect())?;
    let mut tally = Tally::default();
    for (Key { id }, request) in rows {
        let old = existing.iter().find(|old| old.id == *id);
        let new = || ProductEntity::new(*id, request.clone(), pass.now);
        let row = old.map_or_else(|| Some(new()), |old| replaced(old, request, pass.now));
        let fate = tally.count(old, |_| row.is_none());
        match (fate, row) {
            (Fate::Create, Some(row)) if pass.write => products::insert(transaction, &row)?.map_err(Error::corrupt)?,
            (Fate::Change(_), Some(row)) if pass.write => {
                products::update(transaction, &row)?.map_err(Error::corrupt)?
            }
            (Fate::Create | Fate::Change(_) | Fate::Leave, _) => {}
        }
    }
    Ok(tally)
}
