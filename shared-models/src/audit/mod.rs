//! Who changed what, and when.

mod model;
pub use model::{AuditAction, AuditLog, AuditLogId};

mod dto;
pub use dto::{AuditLogPage, AuditLogView, ListAuditLogs};

#[cfg(feature = "db")]
mod entity;
#[cfg(feature = "db")]
pub use entity::AuditLogEntity;
