//! Ids and states of messages.

use crate::kernel::{StateMachine, ids, text_enum};

ids! {
    Notification => NotificationId,
}

text_enum! {
    /// How a message is delivered.
    pub enum Channel {
        /// By e-mail.
        Email = "email",
        /// By text message.
        Sms = "sms",
    }
}

text_enum! {
    /// The progress of a message.
    pub enum NotificationStatus {
        /// Waits to be sent.
        Queued = "queued",
        /// Handed to the mail or text gateway.
        Sent = "sent",
        /// Will not be sent: every attempt failed.
        Failed = "failed",
    }
}

impl StateMachine for NotificationStatus {
    const TRANSITIONS: &'static [(Self, Self)] = &[(Self::Queued, Self::Sent), (Self::Queued, Self::Failed)];
}
