//! `/v1/roles`

mod create;
