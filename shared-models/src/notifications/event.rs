//! Facts about messages.

use serde::{Deserialize, Serialize};

use super::{Channel, NotificationId};

/// A message was handed to the mail or text gateway.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema))]
pub struct NotificationSent {
    /// One event for each message.
    pub notification_id: NotificationId,
    /// E-mail or text message.
    pub channel: Channel,
    /// The name of the text it was made from.
    pub template: String,
}
