//! `/v1/customers`

mod create;
mod update;
