//! `/v1/products`

mod create;
mod list;
mod update;
