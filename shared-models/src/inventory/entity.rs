//! Rows of warehouses, stock and reservations.

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;

use super::{
    Allocation, CreateWarehouse, ReservationStatus, ReservationView, ReservedLine, StockLevel, StockLevelView,
    WarehouseId, WarehouseView,
};
use crate::catalog::ProductId;
use crate::orders::OrderId;
use crate::schema::{inventory_items, reservation_lines, reservations, warehouses};

/// A row of `warehouses`.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Identifiable, Insertable)]
#[diesel(table_name = warehouses, check_for_backend(diesel::mysql::Mysql))]
pub struct WarehouseEntity {
    /// The warehouse's id.
    pub id: WarehouseId,
    /// Its short code; unique.
    pub code: String,
    /// Its name.
    pub name: String,
    /// ISO 3166-1 alpha-2 code.
    pub country: String,
    /// When it was created, in UTC.
    pub created_at: NaiveDateTime,
}

impl WarehouseEntity {
    /// The row of a new warehouse.
    pub fn new(id: WarehouseId, request: CreateWarehouse, now: DateTime<Utc>) -> Self {
        let CreateWarehouse { code, name, country } = request;
        Self { id, code, name, country, created_at: now.naive_utc() }
    }
}

impl From<WarehouseEntity> for WarehouseView {
    fn from(row: WarehouseEntity) -> Self {
        let WarehouseEntity { id, code, name, country, created_at } = row;
        Self { id, code, name, country, created_at: created_at.and_utc() }
    }
}

/// A row of `inventory_items`.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Identifiable, Insertable)]
#[diesel(
    table_name = inventory_items,
    primary_key(product_id, warehouse_id),
    check_for_backend(diesel::mysql::Mysql)
)]
pub struct InventoryItemEntity {
    /// The product.
    pub product_id: ProductId,
    /// The warehouse.
    pub warehouse_id: WarehouseId,
    /// How many lie there; never negative.
    pub on_hand: i32,
    /// How many of those are promised; never negative, never more than lie there.
    pub reserved: i32,
    /// When one of them last changed, in UTC.
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

/// A row of `reservations`.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Identifiable, Insertable)]
#[diesel(table_name = reservations, primary_key(order_id), check_for_backend(diesel::mysql::Mysql))]
pub struct ReservationEntity {
    /// The order, whose id is also the reservation's.
    pub order_id: OrderId,
    /// What became of it.
    pub status: ReservationStatus,
    /// When it was made, in UTC.
    pub created_at: NaiveDateTime,
    /// When it last changed, in UTC.
    pub updated_at: NaiveDateTime,
}

/// A row of `reservation_lines`.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Identifiable, Insertable)]
#[diesel(
    table_name = reservation_lines,
    primary_key(order_id, product_id, warehouse_id),
    check_for_backend(diesel::mysql::Mysql)
)]
pub struct ReservationLineEntity {
    /// The order.
    pub order_id: OrderId,
    /// The product.
    pub product_id: ProductId,
    /// The warehouse.
    pub warehouse_id: WarehouseId,
    /// How many.
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
