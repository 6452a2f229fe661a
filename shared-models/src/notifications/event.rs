//! Facts about messages.

use serde::{Deserialize, Serialize};

use super::{Channel, NotificationId};

/// A message was sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema))]
pub struct NotificationSent {
    /// The message.
    pub notification_id: NotificationId,
    /// The way it went.
    pub channel: Channel,
    /// The text it was made from.
    pub template: String,
}
