#![doc = include_str!("../README.md")]

pub mod api;
pub mod config;
mod names;
pub mod payments;
pub mod peers;
pub mod products;
pub mod reservations;
pub mod seeds;
pub mod shipments;
pub mod stamp;
pub mod state;
pub mod stock;
pub mod store;
pub mod warehouses;

use service_chassis::{About, Contract, Manifest, Service};
use shared_models::contract;
use state::State;

/// What this service is made of.
pub fn service() -> Service<State> {
    let about = About {
        name: env!("CARGO_PKG_NAME"),
        version: env!("CARGO_PKG_VERSION"),
        title: "Fulfilment",
        description: env!("CARGO_PKG_DESCRIPTION"),
    };
    Service::new(about, Contract { document: contract::document, components: contract::components })
        .manifest(MANIFEST)
        .port(8082)
        // Reservations that come together share two of them; the others are for the other requests. Measured on two
        // cores with the database beside them: 8 reserve about as many per second as 4.
        .connections(8)
        .migrations(&store::MIGRATIONS)
        .shared_tables(store::SHARED_TABLES)
        .own_tables(store::own_tables)
        .endpoints(api::endpoints)
        .fixtures(seeds::FIXTURES)
}

/// The part of the contract it speaks. `[package.metadata.accord]` in `Cargo.toml` has the same lists, for tools that do
/// not run it; a test compares the two.
pub const MANIFEST: Manifest = Manifest {
    provides: &[
        "audit::*",
        "catalog::CreateProduct",
        "catalog::ProductView",
        "inventory::*",
        "payments::*",
        "shipments::*",
    ],
    consumes: &["catalog::ProductPage", "orders::OrderView"],
    publishes: &[
        "inventory::ReservationExpired",
        "inventory::StockReleased",
        "inventory::StockReserved",
        "payments::InvoiceIssued",
        "payments::PaymentAuthorised",
        "payments::PaymentCaptured",
        "payments::PaymentRefunded",
        "payments::PaymentVoided",
        "shipments::ShipmentDelivered",
        "shipments::ShipmentDispatched",
    ],
    subscribes: &["catalog::ProductChanged"],
};
