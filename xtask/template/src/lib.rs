#![doc = include_str!("../README.md")]

mod api;
mod store;

use diesel_migrations::{EmbeddedMigrations, embed_migrations};
use service_chassis::seed::{Fixture, plan};
use service_chassis::{About, Chassis, Contract, Manifest, Service};
use shared_models::contract;

use store::seeds;

const MIGRATIONS: EmbeddedMigrations = embed_migrations!();

/// In the order in which their rows refer to each other.
static FIXTURES: [Fixture; 1] =
    [Fixture::new("warehouses.json", include_str!("../seeds/warehouses.json"), |text| plan(text, seeds::warehouses))];

/// The service: what it is, what it speaks, and what it does.
pub fn service() -> Service<Chassis> {
    let contract = Contract { document: contract::document, components: contract::components };
    let about = About {
        name: env!("CARGO_PKG_NAME"),
        version: env!("CARGO_PKG_VERSION"),
        title: "{{project-name}}",
        description: env!("CARGO_PKG_DESCRIPTION"),
    };
    Service::new(about, contract)
        .manifest(Manifest {
            provides: &["inventory::CreateWarehouse", "inventory::WarehousePage", "inventory::WarehouseView"],
            consumes: &[],
            publishes: &[],
            subscribes: &[],
        })
        .port({{port}})
        .migrations(&MIGRATIONS)
        .shared_tables(&["warehouses"])
        .endpoints(api::endpoints)
        .fixtures(&FIXTURES)
}
