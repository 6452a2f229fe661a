//! `/v1/users`

mod create;
mod update;
