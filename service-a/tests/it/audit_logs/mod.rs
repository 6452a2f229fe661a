//! `/v1/audit-logs`

mod list;
