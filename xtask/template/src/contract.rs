//! Which part of the contract this service speaks. `[package.metadata.accord]` in `Cargo.toml` says the same, for tools
//! that do not run it; a test compares the two.

/// The HTTP operations it serves: reads their requests, writes their responses.
pub const PROVIDES: &[&str] = &["inventory::CreateWarehouse", "inventory::WarehousePage", "inventory::WarehouseView"];

/// The HTTP operations it calls.
pub const CONSUMES: &[&str] = &[];

/// The events it publishes.
pub const PUBLISHES: &[&str] = &[];

/// The events it reads.
pub const SUBSCRIBES: &[&str] = &[];
