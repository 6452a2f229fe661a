//! `products.json`

use serde::Deserialize;
use service_chassis::database::{Error, Transaction};
use service_chassis::seed::{Pass, Tally};
use shared_models::catalog::{CreateProduct, ProductEntity, ProductId};

use crate::products::replaced;
use crate::store::products;

/// The id beside a product.
#[derive(Deserialize)]
pub(super) struct Key {
    id: ProductId,
}

pub(super) fn write(transaction: &mut Transaction, rows: &[(Key, CreateProduct)], pass: &Pass) -> Result<Tally, Error> {
    let existing = products::find_all(transaction, rows.iter().map(|(key, _)| key.id).collect())?;
    let mut tally = Tally::default();
    for (Key { id }, request) in rows {
        match existing.iter().find(|old| old.id == *id) {
            None => {
                tally.created += 1;
                if pass.write {
                    let row = ProductEntity::new(*id, request.clone(), pass.now);
                    products::insert(transaction, &row)?.map_err(Error::corrupt)?;
                }
            }
            Some(old) => match replaced(old, request, pass.now) {
                None => tally.unchanged += 1,
                Some(row) => {
                    tally.updated += 1;
                    if pass.write {
                        products::update(transaction, &row)?.map_err(Error::corrupt)?;
                    }
                }
            },
        }
    }
    Ok(tally)
}
