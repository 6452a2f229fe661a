//! Rows of parcels.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::{ShipmentId, ShipmentStatus, ShipmentView};
use crate::inventory::WarehouseId;
use crate::orders::OrderId;
use crate::schema::shipments;

/// A row of `shipments`.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Identifiable, Insertable)]
#[diesel(table_name = shipments, check_for_backend(diesel::mysql::Mysql))]
pub struct ShipmentEntity {
    /// The shipment's id.
    pub id: ShipmentId,
    /// The order it is part of.
    pub order_id: OrderId,
    /// The warehouse it leaves from.
    pub warehouse_id: WarehouseId,
    /// How far it has come.
    pub status: ShipmentStatus,
    /// The carrier.
    pub carrier: Option<String>,
    /// What the customer follows it by.
    pub tracking_code: Option<String>,
    /// When it was planned, in UTC.
    pub created_at: NaiveDateTime,
    /// When it last changed, in UTC.
    pub updated_at: NaiveDateTime,
}

impl From<ShipmentEntity> for ShipmentView {
    fn from(row: ShipmentEntity) -> Self {
        let ShipmentEntity { id, order_id, warehouse_id, status, carrier, tracking_code, created_at, updated_at } = row;
        Self {
            id,
            order_id,
            warehouse_id,
            status,
            carrier,
            tracking_code,
            created_at: created_at.and_utc(),
            updated_at: updated_at.and_utc(),
        }
    }
}
