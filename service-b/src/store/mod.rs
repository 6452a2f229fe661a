//! The tables of this service: the only modules that name diesel. They return models and rows, and `Option` for look-ups.
//!
//! The outer error of a function is a failure of the database. The inner one, where there is one, is a refusal that the
//! caller turns into an answer.

pub mod audit;
mod changed;
pub mod idempotency;
pub mod invoices;
pub mod local_schema;
pub mod outbox;
pub mod payment_steps;
pub mod payments;
pub mod products;
pub mod record;
mod refused;
pub mod reservations;
pub mod shipments;
pub mod stock;
pub mod warehouses;

use diesel_migrations::{EmbeddedMigrations, embed_migrations};
use service_chassis::database::tables::TableShape;
use service_chassis::facts;

pub use record::Record;

/// Every migration of `migrations/`.
pub const MIGRATIONS: EmbeddedMigrations = embed_migrations!();

/// The tables of the contract that this service keeps.
pub const SHARED_TABLES: &[&str] = &[
    "warehouses",
    "products",
    "inventory_items",
    "reservations",
    "reservation_lines",
    "payments",
    "invoices",
    "shipments",
    "notifications",
    "outbox",
    "audit_logs",
];

/// The tables that only this service has.
pub fn own_tables() -> Vec<TableShape> {
    [local_schema::shapes(), facts::publisher_tables(), facts::follower_tables()].concat()
}
