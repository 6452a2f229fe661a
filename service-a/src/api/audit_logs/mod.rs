//! Who changed what.

mod list_audit_logs;

pub use list_audit_logs::list_audit_logs;
