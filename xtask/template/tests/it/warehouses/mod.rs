//! Warehouses, by route.

mod create;
mod get;
mod list;
mod seed;
