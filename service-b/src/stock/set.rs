//! Setting how many of a product lie in a warehouse.

use chrono::{DateTime, Utc};
use service_chassis::database::{Connection, Error};
use shared_models::catalog::ProductId;
use shared_models::inventory::{BelowReserved, InventoryItemEntity, StockLevel, WarehouseId};

use crate::store::stock::{self, NotInserted};

/// A level to set.
#[derive(Debug, Clone, Copy)]
pub struct Set {
    pub product_id: ProductId,
    pub warehouse_id: WarehouseId,
    pub on_hand: u32,
    pub now: DateTime<Utc>,
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
}

/// Sets how many of a product lie in a warehouse. What is reserved stays reserved.
pub fn set(
    connection: &mut Connection,
    Set { product_id, warehouse_id, on_hand, now }: Set,
) -> Result<Result<InventoryItemEntity, SetRefused>, Error> {
    let row = stock::row(StockLevel { product_id, warehouse_id, on_hand, reserved: 0 }, now)?;
    match stock::insert(connection.mysql(), &row)? {
        Ok(()) => return Ok(Ok(row)),
        Err(NotInserted::UnknownProduct) => return Ok(Err(SetRefused::UnknownProduct)),
        Err(NotInserted::UnknownWarehouse) => return Ok(Err(SetRefused::UnknownWarehouse)),
        Err(NotInserted::Exists) => {}
    }
    connection.transaction(|transaction| {
        match stock::lock(transaction, (product_id, warehouse_id))?.with_on_hand(on_hand) {
            Ok(level) => {
                let row = stock::row(level, now)?;
                stock::update(transaction, &row)?;
                Ok(Ok(row))
            }
            Err(below) => Ok(Err(below.into())),
        }
    })
}
