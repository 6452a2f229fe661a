//! Messages to people.

mod model;
pub use model::{Channel, Notification, NotificationId, NotificationStatus};

mod dto;
pub use dto::NotificationView;

mod event;
pub use event::NotificationSent;

#[cfg(feature = "db")]
mod entity;
#[cfg(feature = "db")]
pub use entity::NotificationEntity;
