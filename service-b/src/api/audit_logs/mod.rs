//! The record of every change.

mod list_audit_logs;

use service_chassis::http::Endpoint;

pub fn endpoints() -> Vec<Endpoint> {
    vec![Endpoint::get("/v1/audit-logs", list_audit_logs::list_audit_logs, "Lists audit entries, newest first.")]
}
