//! Warehouses, stock and reservations: no more is promised than there is.

mod model;
pub use model::{ReservationStatus, Warehouse, WarehouseId};

mod rules;
pub use rules::{Allocation, BelowReserved, StockLevel, plan};

mod dto;
pub use dto::{
    CreateWarehouse, ON_HAND_MAX, OutOfStock, ReservationView, ReserveLine, ReserveStock, ReservedLine, SetStock,
    ShortLine, StockLevelView, StockView, WAREHOUSE_CODE_MAX, WarehousePage, WarehouseView,
};

mod event;
pub use event::{ReservationExpired, StockReleased, StockReserved};

#[cfg(feature = "db")]
mod entity;
#[cfg(feature = "db")]
pub use entity::{InventoryItemEntity, ReservationEntity, ReservationLineEntity, WarehouseEntity};
