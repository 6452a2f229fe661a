//! Which part of the contract this service speaks. `[package.metadata.accord]` in `Cargo.toml` says the same, for tools
//! that do not run it; a test compares the two.

/// The HTTP operations it serves: reads their requests, writes their responses.
pub const PROVIDES: &[&str] = &["catalog::CreateProduct", "catalog::ProductView", "inventory::*", "payments::*"];

/// The HTTP operations it calls.
pub const CONSUMES: &[&str] = &["orders::OrderView"];

/// The events it publishes.
pub const PUBLISHES: &[&str] = &[
    "inventory::StockReleased",
    "inventory::StockReserved",
    "payments::InvoiceIssued",
    "payments::PaymentAuthorised",
    "payments::PaymentCaptured",
    "payments::PaymentRefunded",
];

/// The events it reads.
pub const SUBSCRIBES: &[&str] = &[];
