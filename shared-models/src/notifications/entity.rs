//! Rows of messages.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::{Channel, NotificationId, NotificationStatus, NotificationView};
use crate::orders::OrderId;
use crate::schema::notifications;

/// A row of `notifications`.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Identifiable, Insertable)]
#[diesel(table_name = notifications, check_for_backend(diesel::mysql::Mysql))]
pub struct NotificationEntity {
    /// The notification's id.
    pub id: NotificationId,
    /// The way it goes.
    pub channel: Channel,
    /// The e-mail address or telephone number it goes to.
    pub recipient: String,
    /// The text it is made from.
    pub template: String,
    /// The order it is about.
    pub order_id: Option<OrderId>,
    /// How far it has come.
    pub status: NotificationStatus,
    /// When it was queued, in UTC.
    pub created_at: NaiveDateTime,
    /// When it was sent, in UTC.
    pub sent_at: Option<NaiveDateTime>,
}

impl From<NotificationEntity> for NotificationView {
    fn from(row: NotificationEntity) -> Self {
        // The recipient stays behind: it is personal data.
        let NotificationEntity { id, channel, recipient: _, template, order_id, status, created_at, sent_at } = row;
        Self {
            id,
            channel,
            template,
            order_id,
            status,
            created_at: created_at.and_utc(),
            sent_at: sent_at.map(|sent_at| sent_at.and_utc()),
        }
    }
}
