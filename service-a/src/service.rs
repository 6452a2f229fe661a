//! What the service is made of; the chassis does the rest.

use diesel_migrations::{EmbeddedMigrations, embed_migrations};
use service_chassis::{About, Contract, Service};

use crate::contract::MANIFEST;
use crate::state::State;
use crate::{api, seed, store};

const MIGRATIONS: EmbeddedMigrations = embed_migrations!();

/// The tables of the contract that this service keeps.
const SHARED_TABLES: &[&str] = &[
    "roles",
    "users",
    "audit_logs",
    "brands",
    "categories",
    "products",
    "customers",
    "prescriptions",
    "prescription_items",
    "designs",
    "orders",
    "order_items",
    "outbox",
];

/// The storefront.
pub fn service() -> Service<State> {
    let about = About {
        name: env!("CARGO_PKG_NAME"),
        version: env!("CARGO_PKG_VERSION"),
        title: "Storefront",
        description: "The storefront: users and roles, the catalog, customers and prescriptions, designs and orders. \
            Every error is a problem document (RFC 9457) that names all faults of the request at once, each with a JSON \
            pointer. Lists are read page by page: send `next_cursor` as `cursor`. Ids are UUIDs, amounts are minor \
            units of their currency, times are UTC.",
    };
    let contract =
        Contract { document: shared_models::contract::document, components: shared_models::contract::components };
    Service::new(about, contract)
        .manifest(MANIFEST)
        .port(8081)
        .migrations(&MIGRATIONS)
        .shared_tables(SHARED_TABLES)
        .own_tables(store::own_tables)
        .endpoints(api::endpoints)
        .fixtures(seed::FIXTURES)
}
