//! Setting how many of a product lie in a warehouse.

use serde_json::json;
use service_chassis::database::{Connection, Error, Transaction};
use shared_models::audit::AuditAction;
use shared_models::catalog::ProductId;
use shared_models::inventory::{BelowReserved, InventoryItemEntity, StockLevel, WarehouseId};

use crate::stamp::Stamp;
use crate::store::Record;
use crate::store::stock::{self, NotInserted};

/// A level to set.
#[derive(Debug, Clone, Copy)]
pub struct Set {
    pub product_id: ProductId,
    pub warehouse_id: WarehouseId,
    pub on_hand: u32,
}

/// Why a level was not set.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum SetRefused {
    #[error("there is no such product")]
    UnknownProduct,
    #[error("there is no such warehouse")]
    UnknownWarehouse,
    /// More are promised to orders.
    #[error(transparent)]
    BelowReserved(#[from] BelowReserved),
    #[error("there would be more than {MAX_TOTAL} of the product")]
    TooMany,
}

/// The most pieces of a product over all warehouses: what `StockView::available` can say.
const MAX_TOTAL: u64 = u32::MAX as u64;

/// Sets how many of a product lie in a warehouse. What is reserved stays reserved.
pub fn set(
    connection: &mut Connection,
    Set { product_id, warehouse_id, on_hand }: Set,
    stamp: &Stamp,
) -> Result<Result<InventoryItemEntity, SetRefused>, Error> {
    connection.transaction(|transaction| {
        let Some(levels) = stock::lock_product(transaction, product_id)? else {
            return Ok(Err(SetRefused::UnknownProduct));
        };
        let (here, elsewhere): (Vec<_>, Vec<_>) = levels.into_iter().partition(|(place, _)| *place == warehouse_id);
        let elsewhere: u64 = elsewhere.iter().map(|(_, on_hand)| u64::from(on_hand.unsigned_abs())).sum();
        if elsewhere + u64::from(on_hand) > MAX_TOTAL {
            return Ok(Err(SetRefused::TooMany));
        }
        if here.is_empty() {
            let row = stock::row(StockLevel { product_id, warehouse_id, on_hand, reserved: 0 }, stamp.now)?;
            return Ok(match stock::insert(transaction, &row)? {
                Ok(()) => {
                    record(transaction, AuditAction::Created, &row, stamp)?;
                    Ok(row)
                }
                Err(NotInserted::UnknownWarehouse) => Err(SetRefused::UnknownWarehouse),
                Err(refused @ (NotInserted::Exists | NotInserted::UnknownProduct)) => {
                    return Err(Error::corrupt(refused));
                }
            });
        }
        let before = stock::lock(transaction, (product_id, warehouse_id))?;
        match before.with_on_hand(on_hand) {
            Ok(level) => {
                let row = stock::row(level, stamp.now)?;
                stock::update(transaction, &row)?;
                if level != before {
                    record(transaction, AuditAction::Updated, &row, stamp)?;
                }
                Ok(Ok(row))
            }
            Err(below) => Ok(Err(below.into())),
        }
    })
}

fn record(
    transaction: &mut Transaction,
    action: AuditAction,
    row: &InventoryItemEntity,
    stamp: &Stamp,
) -> Result<(), Error> {
    let mut record = Record::new(stamp);
    let changes = json!({ "warehouse_id": row.warehouse_id, "on_hand": row.on_hand });
    record.entry(action, "stock", row.product_id, &changes);
    record.write(transaction)
}
