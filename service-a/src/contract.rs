//! Which part of the contract this service speaks. `[package.metadata.accord]` in `Cargo.toml` says the same, for tools
//! that do not run it; a test compares the two.

/// The HTTP operations it serves: reads their requests, writes their responses.
pub const PROVIDES: &[&str] = &["audit::*", "builder::*", "catalog::*", "customers::*", "identity::*", "orders::*"];

/// The HTTP operations it calls.
pub const CONSUMES: &[&str] = &["inventory::OutOfStock", "inventory::ReservationView", "inventory::ReserveStock"];

/// The events it publishes.
pub const PUBLISHES: &[&str] = &[
    "catalog::ProductChanged",
    "customers::CustomerRegistered",
    "customers::PrescriptionAdded",
    "identity::UserAccessChanged",
    "identity::UserRegistered",
    "orders::GiftRequested",
    "orders::OrderCancelled",
    "orders::OrderConfirmed",
    "orders::OrderPlaced",
    "orders::OrderRejected",
];

/// The events it reads.
pub const SUBSCRIBES: &[&str] = &[];
