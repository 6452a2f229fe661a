//! What every handler can reach.

use actix_web::web::{Data, ServiceConfig};
use chrono::{DateTime, Utc};
use service_chassis::background::{Task, forget_idempotency_keys};
use service_chassis::database::{Database, Gather};
use service_chassis::{Application, Chassis, StartError, facts};
use shared_models::kernel::Id;

use crate::config::Config;
use crate::payments::provider::provider;
use crate::payments::resume_steps;
use crate::peers::Storefront;
use crate::products;
use crate::reservations::{Outcome, Reserve, release_expired, reserve};
use crate::stamp::Stamp;

/// Shared by all workers; a clone shares it too.
#[derive(Clone)]
pub struct State {
    /// The database.
    pub database: Database,
    /// Orders whose stock is being reserved.
    pub reserving: Gather<Reserve, Outcome>,
    chassis: Chassis,
    config: Config,
}

impl State {
    /// The current instant, and ids for what is written now.
    pub fn stamp(&self) -> Stamp {
        Stamp::new(&self.chassis)
    }

    /// The current instant, in whole microseconds.
    pub fn now(&self) -> DateTime<Utc> {
        self.chassis.now()
    }

    /// An id that was never given out before.
    pub fn next_id<T>(&self) -> Id<T> {
        Id::from_uuid(self.chassis.next_uuid())
    }
}

impl Application for State {
    type Config = Config;

    fn start(chassis: Chassis, config: &Config) -> Result<Self, StartError> {
        let database = chassis.database.clone();
        let reserving = Gather::new(database.clone(), reserve);
        Ok(Self { database, reserving, chassis, config: config.clone() })
    }

    /// The connections of a client belong to the thread of its worker.
    fn worker(&self, config: &mut ServiceConfig) {
        config.app_data(Data::new(Storefront::new(&self.config.storefront)));
        config.app_data(Data::new(provider(self.config.payment_provider.as_ref())));
    }

    fn background(&self) -> Vec<Task> {
        vec![
            facts::number(&self.chassis),
            facts::forget(&self.chassis),
            facts::follow(&self.chassis, &self.config.storefront, products::FOLLOWER),
            release_expired(&self.chassis, self.config.reservation_ttl),
            resume_steps(&self.chassis, provider(self.config.payment_provider.as_ref())),
            forget_idempotency_keys(&self.chassis),
        ]
    }
}
