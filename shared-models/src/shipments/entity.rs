//! Rows of parcels.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::{ShipmentId, ShipmentStatus, ShipmentView};
use crate::inventory::WarehouseId;
use crate::kernel::view;
use crate::orders::OrderId;
use crate::schema::shipments;

/// A row of `shipments`; its columns mean what the fields of [`ShipmentView`] mean. Times are UTC.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Identifiable, Insertable)]
#[diesel(table_name = shipments, check_for_backend(diesel::mysql::Mysql))]
#[expect(missing_docs, reason = "the columns mean what the fields of the view mean")]
pub struct ShipmentEntity {
    pub id: ShipmentId,
    pub order_id: OrderId,
    pub warehouse_id: WarehouseId,
    pub status: ShipmentStatus,
    pub carrier: Option<String>,
    pub tracking_code: Option<String>,
    pub created_at: NaiveDateTime,
    pub updated_at: NaiveDateTime,
}

view! {
    ShipmentEntity => ShipmentView {
        id, order_id, warehouse_id, status, carrier, tracking_code; created_at, updated_at
    }
}
