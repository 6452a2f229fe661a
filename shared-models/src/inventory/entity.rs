//! Rows of warehouses, stock and reservations.

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;

use super::{
    Allocation, CreateWarehouse, ReservationStatus, ReservationView, ReservedLine, StockLevel, StockLevelView,
    WarehouseId, WarehouseView,
};
use crate::catalog::ProductId;
use crate::kernel::view;
use crate::orders::OrderId;
use crate::schema::{inventory_items, reservation_lines, reservations, warehouses};

/// A row of `warehouses`; its columns mean what the fields of [`WarehouseView`] mean. Times are UTC.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Identifiable, Insertable)]
#[diesel(table_name = warehouses, check_for_backend(diesel::mysql::Mysql))]
#[expect(missing_docs, reason = "the columns mean what the fields of the view mean")]
pub struct WarehouseEntity {
    pub id: WarehouseId,
    pub code: String,
    pub name: String,
    pub country: String,
    pub created_at: NaiveDateTime,
}

impl WarehouseEntity {
    /// The row of a new warehouse.
    pub fn new(id: WarehouseId, request: CreateWarehouse, now: DateTime<Utc>) -> Self {
        let CreateWarehouse { code, name, country } = request;
        Self { id, code, name, country, created_at: now.naive_utc() }
    }
}

view! { WarehouseEntity => WarehouseView { id, code, name, country; created_at } }

/// A row of `inventory_items`; its columns mean what the fields of [`StockLevelView`] mean. Times are UTC.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Identifiable, Insertable)]
#[diesel(
    table_name = inventory_items,
    primary_key(product_id, warehouse_id),
    check_for_backend(diesel::mysql::Mysql)
)]
#[expect(missing_docs, reason = "the columns mean what the fields of the view mean")]
pub struct InventoryItemEntity {
    pub product_id: ProductId,
    pub warehouse_id: WarehouseId,
    /// Never negative.
    pub on_hand: i32,
    /// Never negative, never more than `on_hand`.
    pub reserved: i32,
    pub updated_at: NaiveDateTime,
}

impl From<&InventoryItemEntity> for StockLevel {
    fn from(row: &InventoryItemEntity) -> Self {
        let InventoryItemEntity { product_id, warehouse_id, on_hand, reserved, updated_at: _ } = row;
        Self {
            product_id: *product_id,
            warehouse_id: *warehouse_id,
            on_hand: on_hand.unsigned_abs(),
            reserved: reserved.unsigned_abs(),
        }
    }
}

impl From<InventoryItemEntity> for StockLevelView {
    fn from(row: InventoryItemEntity) -> Self {
        let level = StockLevel::from(&row);
        let InventoryItemEntity { product_id: _, warehouse_id, on_hand: _, reserved: _, updated_at } = row;
        Self {
            warehouse_id,
            on_hand: level.on_hand,
            reserved: level.reserved,
            available: level.available(),
            updated_at: updated_at.and_utc(),
        }
    }
}

/// A row of `reservations`; its columns mean what the fields of [`ReservationView`] mean. Times are UTC.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Identifiable, Insertable)]
#[diesel(table_name = reservations, primary_key(order_id), check_for_backend(diesel::mysql::Mysql))]
#[expect(missing_docs, reason = "the columns mean what the fields of the view mean")]
pub struct ReservationEntity {
    pub order_id: OrderId,
    pub status: ReservationStatus,
    pub created_at: NaiveDateTime,
    pub updated_at: NaiveDateTime,
}

/// A row of `reservation_lines`; its columns mean what the fields of [`ReservedLine`] mean.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Identifiable, Insertable)]
#[diesel(
    table_name = reservation_lines,
    primary_key(order_id, product_id, warehouse_id),
    check_for_backend(diesel::mysql::Mysql)
)]
#[expect(missing_docs, reason = "the columns mean what the fields of the view mean")]
pub struct ReservationLineEntity {
    pub order_id: OrderId,
    pub product_id: ProductId,
    pub warehouse_id: WarehouseId,
    /// At least 1.
    pub quantity: i32,
}

impl ReservationEntity {
    /// The rows of a new reservation.
    pub fn new(
        order_id: OrderId,
        allocations: &[Allocation],
        now: DateTime<Utc>,
    ) -> (Self, Vec<ReservationLineEntity>) {
        let now = now.naive_utc();
        let row = Self { order_id, status: ReservationStatus::Held, created_at: now, updated_at: now };
        let line = |allocation: &Allocation| ReservationLineEntity {
            order_id,
            product_id: allocation.product_id,
            warehouse_id: allocation.warehouse_id,
            quantity: i32::try_from(allocation.quantity).unwrap_or(i32::MAX),
        };
        (row, allocations.iter().map(line).collect())
    }

    /// The view of a reservation and its lines.
    pub fn view(self, lines: Vec<ReservationLineEntity>) -> ReservationView {
        let Self { order_id, status, created_at, updated_at } = self;
        ReservationView {
            order_id,
            status,
            lines: lines.into_iter().map(Into::into).collect(),
            created_at: created_at.and_utc(),
            updated_at: updated_at.and_utc(),
        }
    }
}

impl From<ReservationLineEntity> for ReservedLine {
    fn from(row: ReservationLineEntity) -> Self {
        let ReservationLineEntity { order_id: _, product_id, warehouse_id, quantity } = row;
        Self { product_id, warehouse_id, quantity: quantity.unsigned_abs() }
    }
}
