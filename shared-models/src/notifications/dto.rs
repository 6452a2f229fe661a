//! Messages as they are shown.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{Channel, NotificationId, NotificationStatus};
use crate::orders::OrderId;

/// A message to a person. The recipient is left out: it is personal data.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema))]
pub struct NotificationView {
    /// Assigned on creation (UUIDv7).
    pub id: NotificationId,
    /// E-mail or text message.
    pub channel: Channel,
    /// The name of the text it is made from, such as `order-confirmed`.
    pub template: String,
    /// The order it is about; absent when it is about none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub order_id: Option<OrderId>,
    /// `sent` and `failed` are final.
    pub status: NotificationStatus,
    /// UTC; when it was queued.
    pub created_at: DateTime<Utc>,
    /// UTC; absent until it is sent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sent_at: Option<DateTime<Utc>>,
}
