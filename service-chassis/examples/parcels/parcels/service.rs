//! What the service is: the screen that a `main.rs` begins with.

use diesel_migrations::{EmbeddedMigrations, embed_migrations};
use service_chassis::background::{Task, forget_idempotency_keys};
use service_chassis::facts;
use service_chassis::seed::{Fixture, plan};
use service_chassis::{About, Application, Chassis, Contract, Manifest, Service, StartError};

use super::{api, contract, seeds, store};

const MIGRATIONS: EmbeddedMigrations = embed_migrations!("examples/parcels/migrations");
static FIXTURES: [Fixture; 1] =
    [Fixture::new("parcels.json", include_str!("../seeds/parcels.json"), |text| plan(text, seeds::parcels))];

/// What only this service has: here, nothing but background work.
#[derive(Clone)]
pub struct Parcels(Chassis);

impl Application for Parcels {
    type Config = ();

    fn start(chassis: Chassis, (): &()) -> Result<Self, StartError> {
        Ok(Self(chassis))
    }

    fn background(&self) -> Vec<Task> {
        vec![forget_idempotency_keys(&self.0), facts::number(&self.0), facts::forget(&self.0)]
    }
}

/// The service.
pub fn service() -> Service<Parcels> {
    let about = About {
        name: "parcels",
        version: "1.0.0",
        title: "Parcels",
        description: "Parcels that wait to be sent. Every error is a problem document (RFC 9457).",
    };
    Service::new(about, Contract { document: contract::document, components: contract::components })
        .manifest(Manifest {
            provides: &["CreateParcel", "ParcelPage", "ParcelView", "UpdateParcel"],
            publishes: &[store::PARCEL_CHANGED],
            ..Manifest::default()
        })
        .port(8085)
        .migrations(&MIGRATIONS)
        .shared_tables(&["parcels"])
        .own_tables(store::own_tables)
        .endpoints(api::endpoints)
        .fixtures(&FIXTURES)
}
