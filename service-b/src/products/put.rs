//! Putting a product: adding it, or replacing it when the request differs from it.

use chrono::{DateTime, Utc};
use serde_json::json;
use service_chassis::database::{Connection, Error, Transaction};
use shared_models::audit::AuditAction;
use shared_models::catalog::{CreateProduct, ProductEntity, ProductId, ProductView};

use crate::stamp::Stamp;
use crate::store::Record;
use crate::store::products::{self, NotInserted, SkuTaken};

/// The outcome of putting a product.
#[derive(Debug, PartialEq, Eq)]
pub enum Put {
    /// It is new.
    Created(ProductView),
    /// It existed: replaced now, or untouched because nothing differs.
    Kept(ProductView),
}

/// Adds the product, or replaces it when `request` differs from it.
pub fn put(
    connection: &mut Connection,
    id: ProductId,
    request: &CreateProduct,
    stamp: &Stamp,
) -> Result<Result<Put, SkuTaken>, Error> {
    let row = ProductEntity::new(id, request.clone(), stamp.now);
    connection.transaction(|transaction| {
        match products::insert(transaction, &row)? {
            Ok(()) => {
                record(transaction, AuditAction::Created, id, request, stamp)?;
                return Ok(Ok(Put::Created(view(row.clone())?)));
            }
            Err(NotInserted::SkuTaken) => return Ok(Err(SkuTaken)),
            Err(NotInserted::Exists) => {}
        }
        let old = products::lock(transaction, id)?.ok_or_else(|| Error::corrupt("a product is gone that was there"))?;
        let Some(row) = replaced(&old, request, stamp.now) else { return Ok(Ok(Put::Kept(view(old)?))) };
        match products::update(transaction, &row)? {
            Ok(()) => {
                record(transaction, AuditAction::Updated, id, request, stamp)?;
                Ok(Ok(Put::Kept(view(row)?)))
            }
            Err(taken) => Ok(Err(taken)),
        }
    })
}

fn record(
    transaction: &mut Transaction,
    action: AuditAction,
    id: ProductId,
    request: &CreateProduct,
    stamp: &Stamp,
) -> Result<(), Error> {
    let mut record = Record::new(stamp);
    record.entry(action, "product", id, &json!(request));
    record.write(transaction)
}

/// The next version of a product, as `request` wants it; `None` when nothing differs.
pub fn replaced(old: &ProductEntity, request: &CreateProduct, now: DateTime<Utc>) -> Option<ProductEntity> {
    let same = ProductEntity {
        version: old.version,
        created_at: old.created_at,
        updated_at: old.updated_at,
        ..ProductEntity::new(old.id, request.clone(), now)
    };
    (same != *old).then(|| ProductEntity { version: old.version + 1, updated_at: now.naive_utc(), ..same })
}

fn view(row: ProductEntity) -> Result<ProductView, Error> {
    row.try_into().map_err(Error::corrupt)
}
