//! Messages as they are shown.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{Channel, NotificationId, NotificationStatus};
use crate::orders::OrderId;

/// A message to somebody. The recipient is left out: it is personal data.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema))]
pub struct NotificationView {
    /// The notification's id.
    pub id: NotificationId,
    /// The way it goes.
    pub channel: Channel,
    /// The text it is made from, such as `order-confirmed`.
    pub template: String,
    /// The order it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub order_id: Option<OrderId>,
    /// How far it has come.
    pub status: NotificationStatus,
    /// When it was queued.
    pub created_at: DateTime<Utc>,
    /// When it was sent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sent_at: Option<DateTime<Utc>>,
}
