//! Ids and states of messages.

use crate::kernel::{Id, StateMachine, text_enum};

/// Labels the ids of notifications.
pub enum Notification {}

/// The id of a notification.
pub type NotificationId = Id<Notification>;

text_enum! {
    /// The way a message goes.
    pub enum Channel {
        /// By e-mail.
        Email = "email",
        /// By text message.
        Sms = "sms",
    }
}

text_enum! {
    /// How far a message has come.
    pub enum NotificationStatus {
        /// Waits to be sent.
        Queued = "queued",
        /// Handed over.
        Sent = "sent",
        /// Given up.
        Failed = "failed",
    }
}

impl StateMachine for NotificationStatus {
    const TRANSITIONS: &'static [(Self, Self)] = &[(Self::Queued, Self::Sent), (Self::Queued, Self::Failed)];
}
