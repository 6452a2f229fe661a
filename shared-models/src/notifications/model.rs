//! Ids and states of messages.

use crate::kernel::{ids, states, text_enum};

ids! { Notification => NotificationId }

text_enum! {
    /// How a message is delivered.
    pub enum Channel {
        /// By e-mail.
        Email = "email",
        /// By text message.
        Sms = "sms",
    }
}

states! {
    /// The progress of a message.
    pub enum NotificationStatus {
        /// Waits to be sent.
        Queued = "queued" => [Sent, Failed],
        /// Handed to the mail or text gateway.
        Sent = "sent" => [],
        /// Will not be sent: every attempt failed.
        Failed = "failed" => [],
    }
}
