//! Rows of messages.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::{Channel, NotificationId, NotificationStatus, NotificationView};
use crate::orders::OrderId;
use crate::schema::notifications;

/// A row of `notifications`; its columns mean what the fields of [`NotificationView`] mean. Times are UTC.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Identifiable, Insertable)]
#[diesel(table_name = notifications, check_for_backend(diesel::mysql::Mysql))]
#[expect(missing_docs, reason = "the columns mean what the fields of the view mean")]
pub struct NotificationEntity {
    pub id: NotificationId,
    pub channel: Channel,
    /// An e-mail address or a telephone number, by the channel. Personal data: not in the view.
    pub recipient: String,
    pub template: String,
    pub order_id: Option<OrderId>,
    pub status: NotificationStatus,
    pub created_at: NaiveDateTime,
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
